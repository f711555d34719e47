# Four pairs of axes, one empty, one with a logarithmic scale; closed, then returned.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3 * x**2 + 2


def slope(f, x, h=1e-6):
    """Central difference: its error shrinks with h², so h need not be tiny."""
    return (f(x + h) - f(x - h)) / (2 * h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    history = [x0]
    for _ in range(steps):
        x = history[-1]
        history.append(x - lr * slope(f, x))
    return np.array(history)


def which_minimum(x0):
    return gradient_descent(f, x0)[-1]


def plot_path(history):
    fig, axes = plt.subplots(2, 2)
    axes[0, 0].axhline(np.sqrt(1.5), linestyle=":")
    axes[0, 0].scatter(range(len(history)), history, s=3)
    axes[0, 1].semilogy(np.abs(np.array(history) - np.sqrt(1.5)) + 1e-12)
    axes[1, 0].set_yscale("symlog")
    axes[1, 0].plot(np.arange(len(history)), history)
    fig.tight_layout()
    plt.close(fig)
    return fig
