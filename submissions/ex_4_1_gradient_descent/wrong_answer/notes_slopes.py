# misconception: slopes-instead-of-places
# How the slope levels out.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3*x**2 + 2


def gradient_descent(f, x0, lr=0.01, steps=200):
    slope = lambda x: (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
    path = [x0]
    for _ in range(steps):
        path.append(path[-1] - lr*slope(path[-1]))
    return [slope(x) for x in path]


def which_minimum(x0):
    return 1.22474 if x0 > 0 else -1.22474


def plot_path(history):
    fig, ax = plt.subplots()
    ax.plot(history, ".-")
    return fig
