from matplotlib.figure import Figure
import numpy as np


def f(x):
    return np.power(x, 3) - np.multiply(3, x)


def slope(x0):
    h = 1e-3
    return (f(x0 - 2 * h) - 8 * f(x0 - h) + 8 * f(x0 + h) - f(x0 + 2 * h)) / (12 * h)


def tangent_line(x0, x):
    return f(x0) + slope(x0) * (x - x0)


def behaviour(x0):
    m = slope(x0)
    if m > 1e-6:
        return "increasing"
    if m < -1e-6:
        return "decreasing"
    return "flat"


def plot_tangents():
    figure = Figure(figsize=(8, 6))
    ax = figure.add_subplot()
    x = np.arange(-2.5, 2.51, 0.05)
    for where, colour in ((1, "C1"), (0, "C2"), (-1, "C3")):
        near = np.array([where - 1.5, where + 1.5])
        ax.plot(near, tangent_line(where, near), colour, label=f"at {where}")
        ax.plot(where, f(where), "o", color=colour)
    ax.plot(x, f(x), "k", label="curve")
    ax.legend()
    return figure
