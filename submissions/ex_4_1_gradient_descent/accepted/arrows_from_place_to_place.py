# Nothing but arrows shows the walk.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**2 * (x**2 - 3) + 2


def slope(g, x):
    h = 1e-5
    return (g(x + h) - g(x - h)) / (2*h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    places = [float(x0)]
    while len(places) <= steps:
        places.append(places[-1] - lr*slope(f, places[-1]))
    return places


def which_minimum(x0):
    return gradient_descent(f, x0)[-1]


def plot_path(history):
    fig, ax = plt.subplots()
    curve = np.linspace(-2.2, 2.2)
    ax.plot(curve, f(curve))
    for here, there in zip(history, history[1:]):
        ax.arrow(here, f(here), there - here, f(there) - f(here), head_width=0.03, color="tab:red")
    return fig
