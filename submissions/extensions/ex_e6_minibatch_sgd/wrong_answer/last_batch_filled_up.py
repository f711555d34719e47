# misconception: last-batch-filled-up
import numpy as np


def minibatches(n, batch_size=8, seed=42):
    order = np.random.default_rng(seed).permutation(n)
    count = -(-n // batch_size)
    return np.resize(order, (count, batch_size))


def sgd_step(w, b, x_batch, y_batch, lr=0.02):
    miss = w * x_batch + b - y_batch
    dw, db = 2 * np.mean(miss * x_batch), 2 * np.mean(miss)
    return w - lr * dw, b - lr * db


def train_sgd(x, y, lr=0.02, epochs=50, batch_size=8, seed=42):
    w = b = 0.0
    history = []
    for epoch in range(epochs):
        for batch in cut(len(x), batch_size, seed + epoch):
            w, b = sgd_step(w, b, x[batch], y[batch], lr)
        history.append(np.mean((w * x + b - y) ** 2))
    return w, b, history


def cut(n, batch_size, seed):
    order = np.random.default_rng(seed).permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]
