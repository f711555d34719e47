# Filled contours, a colour bar, the gradient as arrows, guiding lines; everything closed at the end.
import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return (x - 1) ** 2 + 10 * (y + 2) ** 2


def grad_loss(x, y):
    return np.array([2 * (x - 1), 20 * (y + 2)])


def gradient_descent(grad, start, lr=0.05, steps=100):
    history = [np.array(start, dtype=float)]
    for _ in range(steps):
        point = history[-1]
        history.append(point - lr * np.asarray(grad(*point)))
    return np.array(history)


def faster_direction():
    return "y"  # the slope across the valley is ten times the slope along it


def plot_contour_path(history):
    fig, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
    a, b = np.meshgrid(np.linspace(-3, 6, 60), np.linspace(-7, 6, 60))
    filled = left.contourf(a, b, loss(a, b), 30)
    fig.colorbar(filled, ax=left)
    left.quiver(a[::10, ::10], b[::10, ::10], *grad_loss(a[::10, ::10], b[::10, ::10]))
    left.axvline(1)
    left.axhline(-2)
    left.scatter(history[:, 0], history[:, 1], c="white", s=8)
    right.set_yscale("log")
    right.plot([loss(x, y) + 1e-12 for x, y in history])
    plt.show()
    plt.close("all")
