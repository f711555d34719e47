import numpy as np


def polyfit_line(x, y):
    w, b = np.polyfit(x, y, 1)
    return w, b


def line_gap(w, b, x, y):
    best_w, best_b = polyfit_line(x, y)
    return np.max(np.abs((w * x + b) - (best_w * x + best_b)))


def loss(w, b, x, y):
    return np.mean((w * x + b - y) ** 2)


def step(w, b, x, y, lr, h=1e-5):
    dw = (loss(w + h, b, x, y) - loss(w - h, b, x, y)) / (2 * h)
    db = (loss(w, b + h, x, y) - loss(w, b - h, x, y)) / (2 * h)
    return w - lr * dw, b - lr * db


def train_with_gaps(x, y, lr=0.01, epochs=200):
    w = b = 0.0
    gaps = []
    for _ in range(epochs):
        gaps.append(line_gap(w, b, x, y))
        w, b = step(w, b, x, y, lr)
    return w, b, gaps


def epochs_to_agree(x, y, lr=0.01, tolerance=0.1, max_epochs=2000):
    w = b = 0.0
    for k in range(max_epochs + 1):
        if line_gap(w, b, x, y) < tolerance:
            return k
        w, b = step(w, b, x, y, lr)
    return None
