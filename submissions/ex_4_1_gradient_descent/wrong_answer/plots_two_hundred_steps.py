# misconception: path-cut-short
# As many places as the walk of the statement has.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3*x**2 + 2


def numerical_derivative(f, x, h=1e-7):
    return (f(x + h) - f(x - h)) / (2*h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    x = x0
    history = [x]
    for _ in range(steps):
        x = x - lr*numerical_derivative(f, x)
        history.append(x)
    return np.array(history)


def which_minimum(x0):
    return gradient_descent(f, x0)[-1]


def plot_path(history):
    plt.figure()
    plt.plot(range(201), history[:201])
    plt.xlabel("step")
    plt.ylabel("x")
