"""Extension E5, solved: a trained line beside the one of np.polyfit."""

import numpy as np


def polyfit_line(x, y):
    w, b = np.polyfit(x, y, 1)
    return w, b


def gap_between(line, other, x):
    return np.max(np.abs(np.polyval(line, x) - np.polyval(other, x)))


def line_gap(w, b, x, y):
    return gap_between((w, b), polyfit_line(x, y), x)


def step(w, b, x, y, lr):
    miss = w * x + b - y
    return w - lr * 2 * np.mean(miss * x), b - lr * 2 * np.mean(miss)


def train_with_gaps(x, y, lr=0.01, epochs=200):
    best = polyfit_line(x, y)
    w = b = 0.0
    gaps = []
    for _ in range(epochs):
        gaps.append(gap_between((w, b), best, x))
        w, b = step(w, b, x, y, lr)
    return w, b, gaps


def epochs_to_agree(x, y, lr=0.01, tolerance=0.1, max_epochs=2000):
    best = polyfit_line(x, y)
    w = b = 0.0
    for epoch in range(max_epochs + 1):
        if gap_between((w, b), best, x) < tolerance:
            return epoch
        w, b = step(w, b, x, y, lr)
    return None
