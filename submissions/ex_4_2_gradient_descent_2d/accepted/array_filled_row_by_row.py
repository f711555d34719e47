import numpy as np
import matplotlib.pyplot as plt


def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2


def grad_loss(x, y):
    return np.array([2*(x - 1), 20*(y + 2)])


def gradient_descent(grad, start, lr=0.05, steps=100):
    history = np.empty((steps + 1, 2))
    history[0] = start
    for k in range(steps):
        history[k + 1] = history[k] - lr*grad(*history[k])
    return history


def faster_direction():
    return "y"


def plot_contour_path(history):
    xs = np.linspace(-1, 6, 100)
    ys = np.linspace(-5, 6, 100)
    X, Y = np.meshgrid(xs, ys)
    fig, ax = plt.subplots(figsize=(7, 7))
    ax.contour(X, Y, loss(X, Y), levels=30)
    ax.plot(history[:, 0], history[:, 1], "ro-", markersize=3)
    ax.plot(*history[0], "gs")
    ax.plot(*history[-1], "k*")
    return fig
