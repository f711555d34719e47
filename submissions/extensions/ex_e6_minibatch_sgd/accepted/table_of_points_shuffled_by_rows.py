import numpy as np


def minibatches(n, batch_size=8, seed=42):
    shuffled = np.random.RandomState(seed).permutation(n)
    return np.split(shuffled, range(batch_size, n, batch_size))


def sgd_step(w, b, x_batch, y_batch, lr=0.02):
    miss = w * x_batch + b - y_batch
    dw, db = 2 * np.mean(miss * x_batch), 2 * np.mean(miss)
    return w - lr * dw, b - lr * db


def train_sgd(x, y, lr=0.02, epochs=50, batch_size=8, seed=42):
    rng = np.random.RandomState(seed)
    points = np.column_stack([x, y])
    w, b = 0.0, 0.0
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        rng.shuffle(points)
        for k in range(0, len(points), batch_size):
            batch = points[k:k + batch_size]
            w, b = sgd_step(w, b, batch[:, 0], batch[:, 1], lr)
        losses[epoch] = np.mean((w * x + b - y) ** 2)
    return w, b, losses
