import math

import matplotlib.pyplot as plt
import numpy as np


def f(t):
    return t ** 3 - 3 * t


class Tangent:
    def __init__(self, where, eps=1e-5):
        self.where = where
        # five points, so that even a wide step is exact for a cubic
        self.m = (f(where - 2 * eps) - 8 * f(where - eps) + 8 * f(where + eps) - f(where + 2 * eps)) / (12 * eps)
        self.b = f(where) - self.m * where

    def __call__(self, t):
        return self.m * t + self.b


def slope(a):
    return float(Tangent(a).m)


def tangent_line(a, t):
    return Tangent(a)(t)


def behaviour(a):
    m = slope(a)
    if math.isclose(m, 0, abs_tol=1e-6):
        return "flat"
    return ("decreasing", "increasing")[m > 0]


def plot_tangents():
    t = np.linspace(-2.2, 2.2, 120)
    fig = plt.figure()
    ax = fig.add_subplot()
    for a in (0, 1, -1):
        ax.plot(t, Tangent(a)(t), ":")
    ax.plot(t, f(t), lw=3)
    return fig
