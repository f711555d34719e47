import matplotlib.pyplot as plt


def f(x):
    return x**3 - 3 * x


def slope(x0):
    # no difference is taken, so nothing cancels
    return f(complex(x0, 1e-20)).imag / 1e-20


def tangent_line(x0, x):
    rise = slope(x0)
    try:
        return [f(x0) + rise * (value - x0) for value in x]
    except TypeError:
        return f(x0) + rise * (x - x0)


def behaviour(x0):
    m = slope(x0)
    return "flat" if abs(m) < 1e-5 else ("decreasing", "increasing")[m > 0]


def plot_tangents():
    xs = [-2.5 + 0.02 * k for k in range(251)]
    plt.figure()
    plt.plot(xs, [f(x) for x in xs])
    for x0 in [-1, 0, 1]:
        plt.plot(xs, [f(x0) + slope(x0) * (x - x0) for x in xs], linestyle=":")
    plt.ylim(-6, 6)
    plt.grid(True)
    plt.show()
