# misconception: plot-without-path
# Walks again from (5, 5) and draws that, whatever history holds.
import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2


def grad_loss(x, y):
    return np.array([2*(x - 1), 20*(y + 2)])


def gradient_descent(grad, start, lr=0.05, steps=100):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lr*grad(*path[-1]))
    return np.array(path)


def faster_direction():
    return "y"


def plot_contour_path(history):
    X, Y = np.meshgrid(np.linspace(-6, 6, 60), np.linspace(-6, 6, 60))
    plt.contour(X, Y, loss(X, Y), 20)
    path = gradient_descent(grad_loss, (5, 5))
    plt.plot(path[:, 0], path[:, 1], "ro-")
