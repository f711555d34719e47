# Draws the walk on its curve, and lets a dot run along it.
from matplotlib.animation import FuncAnimation
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3 * x**2 + 2


def slope(f, x, h=1e-6):
    """Central difference: its error shrinks with h², so h need not be tiny."""
    return (f(x + h) - f(x - h)) / (2 * h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    history = [x0]
    for _ in range(steps):
        x = history[-1]
        history.append(x - lr * slope(f, x))
    return np.array(history)


def which_minimum(x0):
    return gradient_descent(f, x0)[-1]


def plot_path(history):
    fig, ax = plt.subplots()
    x = np.linspace(-2.2, 2.2, 200)
    ax.plot(x, f(x))
    ax.plot(history, [f(a) for a in history], ".-")
    (dot,) = ax.plot([], [], "ro")

    def update(k):
        dot.set_data([history[k]], [f(history[k])])
        return (dot,)

    return fig, FuncAnimation(fig, update, frames=len(history))
