import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return (x - 1) ** 2 + 10 * (y + 2) ** 2


def grad_loss(x, y):
    return 2 * (x - 1), 20 * (y + 2)


def gradient_descent(grad, start, lr=0.05, steps=100):
    here = tuple(float(c) for c in start)
    if steps == 0:
        return (here,)
    there = tuple(c - lr * g for c, g in zip(here, grad(*here)))
    return (here,) + gradient_descent(grad, there, lr, steps - 1)


def faster_direction():
    gx, gy = grad_loss(5, 5)
    return "x" if abs(gx) > abs(gy) else "y"


def plot_contour_path(history):
    x, y = np.asarray(history).T
    X, Y = np.meshgrid(np.linspace(min(x) - 1, max(x) + 1), np.linspace(min(y) - 1, max(y) + 1))
    contours = plt.contour(X, Y, loss(X, Y))
    plt.clabel(contours)
    for i in range(len(x) - 1):
        plt.plot(x[i:i + 2], y[i:i + 2], "r.-")
    return plt.gca()
