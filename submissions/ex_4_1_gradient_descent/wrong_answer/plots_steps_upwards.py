# misconception: axes-swapped
# Places to the right, steps upwards.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3*x**2 + 2


def gradient_descent(f, x0, lr=0.01, steps=200):
    places = [x0]
    for _ in range(steps):
        x = places[-1]
        places.append(x - lr*(f(x + 1e-5) - f(x - 1e-5))/2e-5)
    return places


def which_minimum(x0):
    return gradient_descent(f, x0)[-1]


def plot_path(history):
    plt.plot(history, np.arange(history.size), ".-")
