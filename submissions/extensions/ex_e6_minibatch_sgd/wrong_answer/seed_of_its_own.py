# misconception: seed-ignored
import numpy as np


def minibatches(n, batch_size=8, seed=42):
    order = np.random.default_rng(42).permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]


def sgd_step(w, b, x_batch, y_batch, lr=0.02):
    miss = w * x_batch + b - y_batch
    dw, db = 2 * np.mean(miss * x_batch), 2 * np.mean(miss)
    return w - lr * dw, b - lr * db


def train_sgd(x, y, lr=0.02, epochs=50, batch_size=8, seed=42):
    rng = np.random.default_rng(42)
    w = b = 0.0
    history = []
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        for k in range(0, len(x), batch_size):
            w, b = sgd_step(w, b, x[order[k:k + batch_size]], y[order[k:k + batch_size]], lr)
        history.append(np.mean((w * x + b - y) ** 2))
    return w, b, history
