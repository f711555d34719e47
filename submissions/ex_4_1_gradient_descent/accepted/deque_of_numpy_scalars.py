from collections import deque

import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return np.polyval([1, 0, -3, 0, 2], x)


def slope(g, x, h=1e-6):
    return (-g(x + 2 * h) + 8 * g(x + h) - 8 * g(x - h) + g(x - 2 * h)) / (12 * h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    places = deque([np.float64(x0)])
    while len(places) <= steps:
        places.append(places[-1] - np.float64(lr) * slope(f, places[-1]))
    return list(places)


def which_minimum(x0):
    return gradient_descent(f, x0, lr=0.005, steps=2000)[-1]


def plot_path(history):
    figure, (top, bottom) = plt.subplots(2, 1)
    top.plot(history, marker=".")
    x = np.linspace(min(-2.0, history.min()), max(2.0, history.max()), 100)
    bottom.plot(x, f(x))
    bottom.scatter(history, f(history), c=range(len(history)))
    return figure
