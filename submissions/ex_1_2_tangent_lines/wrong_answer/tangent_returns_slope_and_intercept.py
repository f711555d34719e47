# misconception: line-instead-of-height
# y = m·x + b, described by m and b.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**3 - 3 * x


def slope(x0, h=1e-6):
    return (f(x0 + h) - f(x0 - h)) / (2 * h)


def tangent_line(x0, x):
    m = slope(x0)
    return m, f(x0) - m * x0


def behaviour(x0):
    m = slope(x0)
    if abs(m) < 1e-4:
        return "flat"
    elif m > 0:
        return "increasing"
    else:
        return "decreasing"


def plot_tangents():
    x = np.linspace(-2.5, 2.5, 200)
    fig = plt.figure(figsize=(8, 5))
    plt.plot(x, f(x), "b-", label="f")
    for x0 in [-1, 0, 1]:
        m, b = tangent_line(x0, x)
        plt.plot(x, m * x + b, "--", label=f"x0 = {x0}")
        plt.plot(x0, f(x0), "o")
    plt.ylim(-5, 5)
    plt.legend()
    return fig
