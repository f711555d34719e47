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
    xs = np.arange(-3, 3, 0.05)
    plt.plot(xs, f(xs))
    for a in (-1, 0, 1):
        plt.plot(xs, tangent_line(a, xs), color="red", linestyle="dashed")
    plt.grid(True)
    plt.title("tangents")
    plt.show()
