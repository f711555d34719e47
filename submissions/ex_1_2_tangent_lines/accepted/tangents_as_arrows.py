# Each tangent is an arrow from the point of contact to the right.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**3 - 3*x


def slope(x0):
    return 3*x0**2 - 3


def tangent_line(x0, x):
    return f(x0) + slope(x0)*(x - x0)


def behaviour(x0):
    s = slope(x0)
    return "flat" if abs(s) < 1e-6 else "increasing" if s > 0 else "decreasing"


def plot_tangents():
    fig, ax = plt.subplots()
    xs = np.linspace(-2, 2, 80)
    ax.plot(xs, f(xs), "k")
    for x0 in (-1, 0, 1):
        ax.plot(x0, f(x0), "o")
        ax.arrow(x0, f(x0), 0.8, 0.8*slope(x0), head_width=0.1, color="C1")
    return fig
