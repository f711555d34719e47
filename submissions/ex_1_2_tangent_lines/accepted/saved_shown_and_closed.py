# Saves and shows its picture, with axes and areas in it, and closes it.
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
    plt.figure(figsize=(8, 6))
    plt.axhline(0, color="gray", linewidth=0.5)
    plt.axvline(0, color="gray", linewidth=0.5)
    x = np.linspace(-2.5, 2.5, 300)
    plt.fill_between(x, f(x), alpha=0.1)
    plt.axvspan(-1, 1, alpha=0.05)
    for x0 in [1, 0, -1]:
        nearby = np.array([x0 - 0.8, x0 + 0.8])
        plt.plot(nearby, tangent_line(x0, nearby), "--", label=f"slope {slope(x0):.2f}")
        plt.plot(x0, f(x0), "ko")
        plt.annotate(f"x = {x0}", (x0, f(x0)))
    plt.plot(x, f(x), "b-", label="f")
    plt.legend()
    plt.savefig("tangents.png")
    plt.show()
    plt.close()
