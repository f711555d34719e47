import random

import matplotlib.pyplot as plt
import numpy as np


def generate_data(n=50, seed=42):
    rng = random.Random(seed)
    x = np.array([rng.uniform(-3, 3) for _ in range(n)])
    y = np.array([2 * value + 1 + rng.gauss(0, 0.5) for value in x])
    return x, y


def mse_loss(w, b, x, y):
    return sum((w * xi + b - yi) ** 2 for xi, yi in zip(x, y)) / len(x)


def mse_gradient(w, b, x, y):
    dw = sum(2 * xi * (w * xi + b - yi) for xi, yi in zip(x, y)) / len(x)
    db = sum(2 * (w * xi + b - yi) for xi, yi in zip(x, y)) / len(x)
    return dw, db


def train(x, y, lr=0.01, epochs=200):
    w, b, losses = 0.0, 0.0, []
    for _ in range(epochs):
        losses.append(mse_loss(w, b, x, y))
        dw, db = mse_gradient(w, b, x, y)
        w, b = w - lr * dw, b - lr * db
    return w, b, losses


def plot_results(x, y, w, b, loss_history):
    figure, axes = plt.subplots(ncols=2)
    axes[1].plot(range(1, len(loss_history) + 1), loss_history)
    axes[0].scatter(x, y)
    ends = [min(x), max(x)]
    axes[0].plot(ends, [w * e + b for e in ends], "r")
    return figure
