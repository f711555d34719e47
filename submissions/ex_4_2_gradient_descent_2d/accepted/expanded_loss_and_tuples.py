import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return x**2 - 2 * x + 10 * y**2 + 40 * y + 41


def grad_loss(x, y):
    return 2 * x - 2, 20 * y + 40


def gradient_descent(grad, start, lr=0.05, steps=100):
    x, y = start
    visited = ((x, y),)
    for k in range(steps):
        slope_x, slope_y = grad(x, y)
        x, y = x - lr * slope_x, y - lr * slope_y
        visited = visited + ((x, y),)
    return visited


def faster_direction():
    return "xy"[abs(grad_loss(5, 5)[1]) > abs(grad_loss(5, 5)[0])]


def plot_contour_path(history):
    X, Y = np.meshgrid(np.linspace(-6, 8, 100), np.linspace(-8, 8, 100))
    fig, ax = plt.subplots()
    filled = ax.contourf(X, Y, loss(X, Y), levels=25)
    fig.colorbar(filled)
    ax.plot(history[:, 0], history[:, 1], "w-")
    ax.plot(history[:, 0], history[:, 1], "r.", zorder=3)
    plt.show()
