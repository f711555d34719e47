"""Exercise 4.1, solved: gradient descent on x⁴ − 3x² + 2."""

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
    figure, (over_time, on_curve) = plt.subplots(1, 2, figsize=(10, 4))
    over_time.plot(history)
    over_time.set(title="Where the walk stands", xlabel="step", ylabel="x")
    x = np.linspace(-2, 2, 200)
    on_curve.plot(x, f(x))
    on_curve.plot(history, f(np.asarray(history)), "o-", markersize=3)
    on_curve.set(title="The walk on its curve", xlabel="x", ylabel="f(x)")
    return figure
