import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**3 - 3 * x


def slope(x0, h=1e-6):
    return (f(x0 + h) - f(x0 - h)) / (2 * h)


def tangent_line(x0, x):
    return f(x0) + slope(x0) * (x - x0)


def behaviour(x0):
    m = slope(x0)
    if abs(m) < 1e-4:
        return "flat"
    elif m > 0:
        return "increasing"
    else:
        return "decreasing"


def plot_tangents():
    fig, axs = plt.subplots(1, 3, figsize=(12, 4), sharey=True)
    x = np.linspace(-2, 2, 80)
    for ax, x0 in zip(axs, [1, 0, -1]):
        # short piece of tangent around the point, drawn first
        near = np.linspace(x0 - 0.8, x0 + 0.8, 15)
        ax.scatter(near, tangent_line(x0, near), s=4, c="k")
        ax.scatter(x, f(x), s=6)
        ax.scatter([x0], [f(x0)], s=40, marker="*")
        ax.set_title(f"at {x0}: {behaviour(x0)}")
    return fig
