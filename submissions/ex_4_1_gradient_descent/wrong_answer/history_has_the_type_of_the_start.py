# misconception: whole-numbers-only
# From a whole number on, the array holds whole numbers and cuts every step.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3*x**2 + 2


def numerical_derivative(f, x, h=1e-7):
    return (f(x + h) - f(x - h)) / (2*h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    history = np.full(steps + 1, x0)
    for k in range(steps):
        history[k + 1] = history[k] - lr*numerical_derivative(f, history[k])
    return history


def which_minimum(x0):
    return gradient_descent(f, float(x0))[-1]


def plot_path(history):
    plt.figure()
    plt.plot(history)
    plt.xlabel("step")
    plt.ylabel("x")
