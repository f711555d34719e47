# misconception: hard-coded-for-the-example
# Descends on x⁴ − 3x² + 2, whatever function is given.
import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3*x**2 + 2


def df(x):
    return 4*x**3 - 6*x


def gradient_descent(f, x0, lr=0.01, steps=200):
    x = x0
    history = [x]
    for i in range(steps):
        x = x - lr*df(x)
        history.append(x)
    return history


def which_minimum(x0):
    return gradient_descent(f, x0)[-1]


def plot_path(history):
    plt.figure()
    plt.plot(history)
    plt.xlabel("step")
    plt.ylabel("x")
