import numpy as np
import matplotlib.pyplot as plt


def f(x):
    return x**4 - 3*x**2 + 2


def derivative(func, at, h=1e-7):
    return (func(at + h) - func(at - h)) / (2*h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    x = np.array([float(x0)])
    trail = np.array([float(x0)])
    for _ in range(steps):
        x -= lr * derivative(f, x[0])
        trail = np.append(trail, x)
    return trail


def which_minimum(x0):
    # small steps, so that a far start does not jump into the other valley
    return gradient_descent(f, x0, lr=0.002, steps=5000)[-1]


def plot_path(history):
    fig, ax = plt.subplots()
    grid = np.linspace(np.min(history) - 0.5, np.max(history) + 0.5, 300)
    ax.plot(grid, f(grid), color="grey")
    ax.plot(history, f(history), "r.--")
    return ax
