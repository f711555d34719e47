import random


def minibatches(n, batch_size=8, seed=42):
    deck = list(range(n))
    random.Random(seed).shuffle(deck)
    return [deck[i:i + batch_size] for i in range(0, n, batch_size)]


def sgd_step(w, b, x_batch, y_batch, lr=0.02):
    n = len(x_batch)
    misses = [w * x + b - y for x, y in zip(x_batch, y_batch)]
    dw = sum(2 * miss * x for miss, x in zip(misses, x_batch)) / n
    db = sum(2 * miss for miss in misses) / n
    return w - lr * dw, b - lr * db


def train_sgd(x, y, lr=0.02, epochs=50, batch_size=8, seed=42):
    w = b = 0.0
    losses = []
    for epoch in range(epochs):
        for batch in minibatches(len(x), batch_size, 1000 * seed + epoch):
            w, b = sgd_step(w, b, [x[i] for i in batch], [y[i] for i in batch], lr)
        losses.append(sum((w * u + b - v) ** 2 for u, v in zip(x, y)) / len(x))
    return [float(w), float(b), losses]
