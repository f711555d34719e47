# misconception: flat-forgotten
# A measured slope is hardly ever 0.0 to the last bit, so nothing is flat.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**3 - 3 * x


def slope(x0, h=1e-5):
    return (f(x0 + h) - f(x0 - h)) / (2 * h)


def tangent_line(x0, x):
    return f(x0) + slope(x0) * (x - x0)


def behaviour(x0):
    if slope(x0) == 0:
        return "flat"
    elif slope(x0) > 0:
        return "increasing"
    return "decreasing"


def plot_tangents():
    x = np.linspace(-2.5, 2.5, 200)
    fig = plt.figure(figsize=(8, 5))
    plt.plot(x, f(x), "b-", label="f")
    for x0 in [-1, 0, 1]:
        plt.plot(x, tangent_line(x0, x), "--", label=f"x0 = {x0}")
        plt.plot(x0, f(x0), "o")
    plt.ylim(-5, 5)
    plt.legend()
    return fig
