import numpy as np


def minibatches(n, batch_size=8, seed=42):
    chance = np.random.default_rng(seed)
    deck = list(range(n))
    batches = []
    while deck:
        batch = []
        while deck and len(batch) < batch_size:
            batch.append(deck.pop(int(chance.integers(len(deck)))))
        batches.append(tuple(batch))
    return tuple(batches)


def sgd_step(w, b, x_batch, y_batch, lr=0.02):
    miss = w * x_batch + b - y_batch
    dw, db = 2 * np.mean(miss * x_batch), 2 * np.mean(miss)
    return w - lr * dw, b - lr * db


def train_sgd(x, y, lr=0.02, epochs=50, batch_size=8, seed=42):
    w = b = 0.0
    history = []
    for epoch in range(epochs):
        for batch in minibatches(len(x), batch_size, seed + epoch):
            w, b = sgd_step(w, b, x[list(batch)], y[list(batch)], lr)
        history.append(np.mean((w * x + b - y) ** 2))
    return w, b, history
