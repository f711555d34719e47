# Arrows made by annotate alone, each with the number of its step in words.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3 * x**2 + 2


def gradient_descent(f, x0, lr=0.01, steps=200):
    h = 1e-5
    history = [x0]
    for _ in range(steps):
        x = history[-1]
        history.append(x - lr * (f(x + h) - f(x - h)) / (2 * h))
    return np.array(history)


def which_minimum(x0):
    return gradient_descent(f, x0, steps=500)[-1]


def plot_path(history):
    fig, ax = plt.subplots()
    xs = np.linspace(-2, 2, 300)
    ax.plot(xs, f(xs))
    arrow = {"arrowstyle": "->", "color": "red"}
    for step, (here, there) in enumerate(zip(history[:-1], history[1:]), start=1):
        ax.annotate(str(step), xy=(there, f(there)), xytext=(here, f(here)), arrowprops=arrow)
    ax.annotate("a minimum", xy=(1.2247, -0.25), xytext=(0.5, 3), arrowprops=arrow)
    return fig
