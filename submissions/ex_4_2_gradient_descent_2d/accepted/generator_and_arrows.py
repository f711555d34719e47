import itertools

import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return (x - 1) ** 2 + 10 * (y + 2) ** 2


def grad_loss(x, y):
    return np.concatenate(([2 * x - 2], [20 * y + 40]))


def walk(grad, at, lr):
    at = np.array(at, dtype=float)
    while True:
        yield at.copy()
        at -= lr * grad(*at)


def gradient_descent(grad, start, lr=0.05, steps=100):
    return np.array(list(itertools.islice(walk(grad, start, lr), steps + 1)))


def faster_direction():
    return "y"


def plot_contour_path(history):
    fig, ax = plt.subplots()
    X, Y = np.meshgrid(np.linspace(-6, 8), np.linspace(-8, 8))
    ax.contour(X, Y, loss(X, Y))
    moves = np.diff(history, axis=0)
    ax.quiver(history[:-1, 0], history[:-1, 1], moves[:, 0], moves[:, 1],
              angles="xy", scale_units="xy", scale=1)
    ax.plot(history[:, 0], history[:, 1], ".")
    return fig
