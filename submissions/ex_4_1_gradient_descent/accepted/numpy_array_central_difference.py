import numpy as np
import matplotlib.pyplot as plt


def f(x):
    return x**4 - 3*x**2 + 2


def numerical_derivative(f, x, h=1e-7):
    return (f(x + h) - f(x - h)) / (2*h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    history = np.zeros(steps + 1)
    history[0] = x0
    for k in range(steps):
        history[k + 1] = history[k] - lr*numerical_derivative(f, history[k])
    return history


def which_minimum(x0):
    return gradient_descent(f, x0)[-1]


def plot_path(history):
    fig, ax = plt.subplots()
    ax.plot(history)
    ax.set_xlabel("step")
    ax.set_ylabel("x")
    return fig
