# misconception: returns-last-point-only
# Where it is lowest, and how low.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3*x**2 + 2


def gradient_descent(f, x0, lr=0.01, steps=200):
    slope = lambda x: (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
    path = [x0]
    for _ in range(steps):
        path.append(path[-1] - lr*slope(path[-1]))
    return path[-1], f(path[-1])


def which_minimum(x0):
    return 1.22474 if x0 > 0 else -1.22474


def plot_path(history):
    fig, ax = plt.subplots()
    ax.plot(history, ".-")
    return fig
