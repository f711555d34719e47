# A figure of its own for each tangent, with the slope on a second axis.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    """The curve."""
    return x**3 - 3 * x


def slope(x0):
    """Its derivative by the power rule."""
    return 3 * x0**2 - 3


def tangent_line(x0, x):
    """The point of contact plus slope times distance."""
    return f(x0) + slope(x0) * (x - x0)


def behaviour(x0):
    """The sign of the slope in words; anything below a millionth counts as flat."""
    steepness = slope(x0)
    if abs(steepness) < 1e-6:
        return "flat"
    return "increasing" if steepness > 0 else "decreasing"


def plot_tangents():
    x = np.linspace(-2, 2, 101)
    for x0 in (-1, 0, 1):
        fig, ax = plt.subplots()
        ax.scatter(x, f(x), s=2)
        ax.axline((x0, f(x0)), slope=slope(x0), color="red")
        second = ax.twinx()
        second.plot(x, [slope(a) for a in x], color="green")
        second.axhline(0)
