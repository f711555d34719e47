# misconception: mutates-argument
# Subtracts x0 in place, so the caller's array is another one afterwards.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**3 - 3 * x


def slope(x0, h=1e-6):
    return (f(x0 + h) - f(x0 - h)) / (2 * h)


def tangent_line(x0, x):
    x -= x0
    return f(x0) + slope(x0) * x


def behaviour(x0):
    m = slope(x0)
    if abs(m) < 1e-4:
        return "flat"
    elif m > 0:
        return "increasing"
    else:
        return "decreasing"


def plot_tangents():
    fig = plt.figure(figsize=(8, 5))
    x = np.linspace(-2.5, 2.5, 200)
    plt.plot(x, f(x), "b-", label="f")
    for x0 in [-1, 0, 1]:
        x = np.linspace(-2.5, 2.5, 200)
        plt.plot(x + 0, tangent_line(x0, x), "--", label=f"x0 = {x0}")
    plt.ylim(-5, 5)
    return fig
