import numpy as np
import matplotlib.pyplot as plt


def loss(x, y):
    return np.square(x - 1) + 10 * np.square(y + 2)


def grad_loss(x, y):
    return np.array([2 * (x - 1), 20 * (y + 2)], dtype=float)


def gradient_descent(grad, start, lr=0.05, steps=100):
    point = np.array(start, dtype=float)
    history = [point]
    for _ in range(steps):
        point = point - lr * np.asarray(grad(*point))
        history.append(point)
    return history


def faster_direction():
    print("the y slope is ten times as large")
    return "y"


def plot_contour_path(history):
    figure = plt.figure(figsize=(6, 6))
    x = np.linspace(-1, 6, 71)
    y = np.linspace(-4, 6, 71)
    grid_x, grid_y = np.meshgrid(x, y, indexing="xy")
    plt.contour(x, y, loss(grid_x, grid_y), np.geomspace(0.5, 600, 12))
    plt.scatter(*np.transpose(history), s=12)
    return figure
