import matplotlib.pyplot as plt
import numpy as np


def generate_data(n=50, seed=42):
    rng = np.random.default_rng(seed)
    x = rng.normal(0, 2, n)
    return x, 2 * x + 1 + rng.normal(scale=1.0, size=n)


def residuals(w, b, x, y):
    return y - (b + w * np.asarray(x))


def mse_loss(w, b, x, y):
    r = residuals(w, b, x, y)
    return r @ r / r.size


def mse_gradient(w, b, x, y):
    r = residuals(w, b, x, y)
    return np.array([-2 * np.dot(x, r), -2 * r.sum()]) / len(r)


def train(x, y, lr=0.01, epochs=200):
    line = np.zeros(2)
    history = np.empty(epochs + 1)
    history[0] = mse_loss(0, 0, x, y)
    for k in range(epochs):
        line = line - lr * mse_gradient(*line, x, y)
        history[k + 1] = mse_loss(*line, x, y)
    return line[0], line[1], history


def plot_results(x, y, w, b, loss_history):
    plt.figure()
    plt.subplot(211)
    plt.semilogy(loss_history)
    plt.subplot(212)
    plt.plot(x, y, "o")
    order = np.argsort(x)
    plt.plot(x[order], (w * x + b)[order])
    plt.tight_layout()
    plt.show()
