import numpy as np
import matplotlib.pyplot as plt

A = np.diag([1.0, 10.0])
CENTRE = np.array([1.0, -2.0])


def loss(x, y):
    d = np.stack([np.asarray(x) - CENTRE[0], np.asarray(y) - CENTRE[1]])
    return np.einsum("i...,ij,j...->...", d, A, d)


def grad_loss(x, y):
    return 2 * A @ (np.array([x, y]) - CENTRE)


def gradient_descent(grad, start, lr=0.05, steps=100):
    if steps == 0:
        return np.array([start], dtype=float)
    before = gradient_descent(grad, start, lr, steps - 1)
    last = before[-1]
    return np.vstack([before, last - lr * grad(last[0], last[1])])


def faster_direction():
    return ["x", "y"][int(np.argmax(np.diag(A)))]


def plot_contour_path(history):
    fig, axes = plt.subplots(1, 2)
    X, Y = np.mgrid[-6:8:80j, -9:9:80j]
    axes[1].contour(X, Y, loss(X, Y), 15)
    axes[1].plot(history[:, 0], history[:, 1], marker="x")
    axes[0].plot(np.hypot(*(history - CENTRE).T))
    axes[0].set_yscale("symlog")
    return fig
