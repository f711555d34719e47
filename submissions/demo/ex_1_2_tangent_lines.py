import matplotlib.pyplot as plt
import numpy as np

from ex_1_1_numerical_derivative import numerical_derivative


def f(x):
    return x**3 - 3 * x


def slope(x0):
    return numerical_derivative(f, x0)


def tangent_line(x0, x):
    return slope(x0) * (x - x0) + f(x0)


def behaviour(x0):
    s = slope(x0)
    if s > 0.001:
        return "increasing"
    if s < -0.001:
        return "decreasing"
    return "flat"


def plot_tangents():
    x = np.linspace(-2.3, 2.3, 150)
    plt.figure(figsize=(7, 5))
    plt.plot(x, f(x), color="black", label="x³ - 3x")
    for x0, colour in [(-1, "tab:red"), (0, "tab:green"), (1, "tab:blue")]:
        plt.plot(x, tangent_line(x0, x), "--", color=colour, label=f"{behaviour(x0)} at {x0}")
        plt.scatter([x0], [f(x0)], color=colour)
    plt.ylim(-6, 6)
    plt.legend()
    plt.show()
