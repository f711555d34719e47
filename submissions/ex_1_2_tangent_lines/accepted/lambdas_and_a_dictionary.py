import matplotlib
matplotlib.use("TkAgg")
import matplotlib.pyplot as plt
from numpy import linspace

f = lambda x: x * (x * x - 3)
slope = lambda x0: 3 * (x0 - 1) * (x0 + 1)
tangent_line = lambda x0, x: slope(x0) * x + (f(x0) - slope(x0) * x0)
behaviour = lambda x0: {-1: "decreasing", 0: "flat", 1: "increasing"}[(slope(x0) > 0) - (slope(x0) < 0)]


def plot_tangents():
    x = linspace(-2.5, 2.5)
    fig, ax = plt.subplots()
    ax.plot(x, f(x), "k")
    for x0 in -1, 0, 1:
        # two points are enough for a straight line
        ax.plot([-2.5, 2.5], [tangent_line(x0, -2.5), tangent_line(x0, 2.5)], label=behaviour(x0))
    ax.legend()
    plt.show()
    return fig
