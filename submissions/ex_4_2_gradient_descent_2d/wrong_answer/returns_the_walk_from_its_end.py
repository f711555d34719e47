# misconception: history-reversed
# The latest place comes first.
import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2


def grad_loss(x, y):
    return np.array([2*(x - 1), 20*(y + 2)])


def gradient_descent(grad, start, lr=0.05, steps=100):
    x, y = start
    path = [(x, y)]
    for _ in range(steps):
        dx, dy = grad(x, y)
        x, y = x - lr*dx, y - lr*dy
        path.append((x, y))
    return path[::-1]


def faster_direction():
    return "y"


def plot_contour_path(history):
    fig, ax = plt.subplots()
    X, Y = np.meshgrid(np.linspace(-6, 6), np.linspace(-6, 6))
    ax.contour(X, Y, loss(X, Y), 25)
    ax.plot(history[:, 0], history[:, 1], "k.-")
    return fig
