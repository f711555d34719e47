# Arrows made by annotate alone, each with the number of its step in words.
import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return (x - 1) ** 2 + 10 * (y + 2) ** 2


def grad_loss(x, y):
    return np.array([2 * (x - 1), 20 * (y + 2)])


def gradient_descent(grad, start, lr=0.05, steps=100):
    history = [np.array(start, dtype=float)]
    for _ in range(steps):
        history.append(history[-1] - lr * grad(*history[-1]))
    return np.array(history)


def faster_direction():
    return "y"


def plot_contour_path(history):
    fig, ax = plt.subplots()
    a, b = np.meshgrid(np.linspace(-3, 6, 60), np.linspace(-7, 6, 60))
    ax.contour(a, b, loss(a, b), 30)
    for step, (here, there) in enumerate(zip(history[:-1], history[1:]), start=1):
        ax.annotate(f"{step}", xy=there, xytext=here, arrowprops={"arrowstyle": "->"})
    ax.annotate("the minimum", xy=(1, -2), xytext=(3, 3), arrowprops={"arrowstyle": "->"})
    return fig
