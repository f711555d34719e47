"""The project, solved: a straight line fitted by gradient descent."""

import matplotlib.pyplot as plt
import numpy as np


def generate_data(n=50, seed=42):
    random = np.random.default_rng(seed)
    x = random.uniform(-5, 5, n)
    return x, 2 * x + 1 + random.normal(0, 1, n)


def mse_loss(w, b, x, y):
    return np.mean((w * x + b - y) ** 2)


def mse_gradient(w, b, x, y):
    miss = w * x + b - y
    return 2 * np.mean(miss * x), 2 * np.mean(miss)


def train(x, y, lr=0.01, epochs=200):
    w = b = 0.0
    loss_history = []
    for _ in range(epochs):
        loss_history.append(mse_loss(w, b, x, y))
        dw, db = mse_gradient(w, b, x, y)
        w, b = w - lr * dw, b - lr * db
    return w, b, loss_history


def plot_results(x, y, w, b, loss_history):
    figure, (loss, fit) = plt.subplots(1, 2, figsize=(10, 4))
    loss.plot(loss_history)
    loss.set(title="The loss falls", xlabel="epoch", ylabel="mean squared error")
    fit.scatter(x, y)
    ends = np.array([np.min(x), np.max(x)])
    fit.plot(ends, w * ends + b, "r-")
    fit.set(title="The fitted line", xlabel="x", ylabel="y")
    return figure
