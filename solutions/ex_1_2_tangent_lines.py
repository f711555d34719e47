"""Exercise 1.2: slopes, tangents and a picture of x³ - 3x."""

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
    """The curve in one colour, each tangent dashed through its dot."""
    figure, axes = plt.subplots()
    x = np.linspace(-2.5, 2.5, 201)
    axes.plot(x, f(x), label="x³ - 3x")
    for x0 in (-1, 0, 1):
        (line,) = axes.plot(x, tangent_line(x0, x), "--", label=f"tangent at {x0}: {behaviour(x0)}")
        axes.plot(x0, f(x0), "o", color=line.get_color())
    axes.set(xlabel="x", ylabel="y", ylim=(-6, 6), title="A curve and three of its tangents")
    axes.legend()
    return figure
