# Saves a picture of the loss and one of the line, and closes each.
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
    plt.figure()
    plt.yscale("log")
    plt.plot(range(1, len(loss_history) + 1), loss_history)
    plt.axhline(min(loss_history), linestyle=":")
    plt.savefig("loss.png")
    plt.close()
    plt.figure()
    order = np.argsort(x)
    plt.plot(x[order], w * x[order] + b, "r")
    plt.plot(x, y, "o")
    plt.vlines(x, np.minimum(y, w * x + b), np.maximum(y, w * x + b), alpha=0.3)
    plt.fill_between(x[order], w * x[order] + b - 1, w * x[order] + b + 1, alpha=0.2)
    plt.savefig("fit.png")
    plt.close()
