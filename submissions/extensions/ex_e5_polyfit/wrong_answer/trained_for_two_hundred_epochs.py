# misconception: none
import numpy as np


def polyfit_line(x, y):
    w = b = 0.0
    for _ in range(200):
        miss = w * x + b - y
        w, b = w - 0.1 * np.mean(miss * x), b - 0.1 * np.mean(miss)
    return w, b


def line_gap(w, b, x, y):
    best_w, best_b = np.polyfit(x, y, 1)
    return np.max(np.abs((w * x + b) - (best_w * x + best_b)))


def train_with_gaps(x, y, lr=0.01, epochs=200):
    w = b = 0.0
    gaps = []
    for _ in range(epochs):
        gaps.append(line_gap(w, b, x, y))
        miss = w * x + b - y
        dw, db = 2 * np.mean(miss * x), 2 * np.mean(miss)
        w, b = w - lr * dw, b - lr * db
    return w, b, gaps


def epochs_to_agree(x, y, lr=0.01, tolerance=0.1, max_epochs=2000):
    w = b = 0.0
    for k in range(max_epochs + 1):
        if line_gap(w, b, x, y) < tolerance:
            return k
        miss = w * x + b - y
        w, b = w - lr * 2 * np.mean(miss * x), b - lr * 2 * np.mean(miss)
    return None
