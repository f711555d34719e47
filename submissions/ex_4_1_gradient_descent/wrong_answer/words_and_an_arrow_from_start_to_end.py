# misconception: plot-without-path
# The curve, and one arrow with words that leaps from the start to the end.
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
    start, end = history[0], history[-1]
    ax.annotate("start", xy=(end, f(end)), xytext=(start, f(start)), arrowprops={"arrowstyle": "->"})
    return fig
