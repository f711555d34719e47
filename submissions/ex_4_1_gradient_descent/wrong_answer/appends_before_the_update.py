# misconception: stops-one-early
# Each place is noted before the step, so the last one is never noted.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3*x**2 + 2


def numerical_derivative(f, x, h=1e-7):
    return (f(x + h) - f(x - h)) / (2*h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    x = x0
    history = []
    for step in range(steps):
        history.append(x)
        grad = numerical_derivative(f, x)
        x = x - lr*grad
    return history


def which_minimum(x0):
    return gradient_descent(f, x0)[-1]


def plot_path(history):
    plt.figure()
    plt.plot(history)
    plt.xlabel("step")
    plt.ylabel("x")
