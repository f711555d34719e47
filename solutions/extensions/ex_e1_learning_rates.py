"""Extension E1, solved: learning rates compared."""

import matplotlib.pyplot as plt
import numpy as np


def slope(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / (2 * h)


def walk(f, x0, lr, steps):
    places = [float(x0)]
    for _ in range(steps):
        places.append(places[-1] - lr * slope(f, places[-1]))
    return np.array(places)


def compare_learning_rates(f, x0, rates, steps=50):
    return [walk(f, x0, lr, steps) for lr in rates]


def plot_learning_rates(rates, histories):
    figure, axes = plt.subplots()
    for lr, history in zip(rates, histories, strict=True):
        axes.plot(history, label=f"learning rate {lr:g}")
    axes.set(title="The same walk at several learning rates", xlabel="step", ylabel="x")
    axes.legend()
    return figure
