"""Exercise 4.2, solved: gradient descent on (x − 1)² + 10(y + 2)²."""

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
    figure, axes = plt.subplots()
    x, y = np.meshgrid(np.linspace(-2, 6, 100), np.linspace(-6, 6, 100))
    axes.contour(x, y, loss(x, y), levels=25)
    axes.plot(history[:, 0], history[:, 1], "o-", markersize=3)
    axes.set(title="The walk on its surface", xlabel="x", ylabel="y")
    return figure
