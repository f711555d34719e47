import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x * (x * x - 3.0)


def slope(x0):
    return 3.0 * (x0 - 1.0) * (x0 + 1.0)


def tangent_line(x0, x):
    m = slope(x0)
    return m * x + (f(x0) - m * x0)


def behaviour(x0):
    names = np.array(["decreasing", "flat", "increasing"])
    return str(names[int(np.sign(np.round(slope(x0), 8))) + 1])


def plot_tangents():
    x = np.linspace(-2.5, 2.5, 201)
    touch = np.array([-1.0, 0.0, 1.0])
    heights = f(touch)[:, None] + slope(touch)[:, None] * (x[None, :] - touch[:, None])
    figure, axes = plt.subplots()
    axes.plot(x, f(x), lw=3)
    axes.plot(x, heights.T, "--")
    return figure
