import numpy as np


def minibatches(n, batch_size=8, seed=42):
    order = np.random.default_rng(seed).permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]


def sgd_step(w, b, x_batch, y_batch, lr=0.02):
    miss = w * x_batch + b - y_batch
    dw, db = 2 * np.mean(miss * x_batch), 2 * np.mean(miss)
    return w - lr * dw, b - lr * db


def train_sgd(x, y, lr=0.02, epochs=50, batch_size=8, seed=42):
    line = np.zeros(2)
    history = []
    for epoch in range(epochs):
        for batch in minibatches(len(x), batch_size, seed * 100 + epoch):
            chosen = np.zeros(len(x), dtype=bool)
            chosen[batch] = True
            line = np.array(sgd_step(*line, x[chosen], y[chosen], lr))
        history.append(((line[0] * x + line[1] - y) ** 2).mean())
    return line[0], line[1], np.array(history)
