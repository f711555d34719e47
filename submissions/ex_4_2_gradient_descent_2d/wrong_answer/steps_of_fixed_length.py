# misconception: sign-of-slope-only
# Looks at the sign of each slope and forgets how steep it is.
import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2


def grad_loss(x, y):
    return np.array([2*(x - 1), 20*(y + 2)])


def gradient_descent(grad, start, lr=0.05, steps=100):
    point = np.array(start, dtype=float)
    history = [point]
    for _ in range(steps):
        point = point - lr*np.sign(grad(point[0], point[1]))
        history.append(point)
    return np.array(history)


def faster_direction():
    return "y"


def plot_contour_path(history):
    X, Y = np.meshgrid(np.linspace(-2, 6, 80), np.linspace(-6, 6, 80))
    plt.figure()
    plt.contour(X, Y, loss(X, Y), levels=30)
    plt.plot(history[:, 0], history[:, 1], "ro-", markersize=3)
