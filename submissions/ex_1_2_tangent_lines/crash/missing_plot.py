# expected: error
# plot_tangents was never written; the lines are drawn at module level.
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


x = np.linspace(-2.5, 2.5, 200)
plt.plot(x, f(x))
for x0 in [-1, 0, 1]:
    plt.plot(x, tangent_line(x0, x))
plt.show()
