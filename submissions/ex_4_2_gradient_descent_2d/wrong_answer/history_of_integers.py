# misconception: whole-numbers-only
# The points are stored as whole numbers, so each step loses its decimals.
import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2


def grad_loss(x, y):
    return np.array([2*(x - 1), 20*(y + 2)])


def gradient_descent(grad, start, lr=0.05, steps=100):
    history = np.zeros((steps + 1, 2), dtype=int)
    history[0] = start
    for k in range(steps):
        history[k + 1] = history[k] - lr*grad(*history[k])
    return history


def faster_direction():
    return "y"


def plot_contour_path(history):
    X, Y = np.meshgrid(np.linspace(-2, 6, 80), np.linspace(-6, 6, 80))
    plt.figure()
    plt.contour(X, Y, loss(X, Y), levels=30)
    plt.plot(history[:, 0], history[:, 1], "ro-", markersize=3)
