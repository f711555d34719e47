import numpy as np


def columns(x):
    return np.stack([x, np.ones_like(x)], axis=1)


def polyfit_line(x, y):
    solution, *_ = np.linalg.lstsq(columns(x), y, rcond=None)
    return solution


def line_gap(w, b, x, y):
    return np.abs(columns(x) @ (np.array([w, b]) - polyfit_line(x, y))).max()


def train_with_gaps(x, y, lr=0.01, epochs=200):
    p = np.zeros(2)
    gaps = [line_gap(*p, x, y)]
    for _ in range(epochs):
        p = p - lr * 2 / len(x) * columns(x).T @ (columns(x) @ p - y)
        gaps.append(line_gap(*p, x, y))
    return p[0], p[1], np.array(gaps)


def epochs_to_agree(x, y, lr=0.01, tolerance=0.1, max_epochs=2000):
    w = b = 0.0
    for k in range(max_epochs + 1):
        if line_gap(w, b, x, y) < tolerance:
            return k
        miss = w * x + b - y
        w, b = w - lr * 2 * np.mean(miss * x), b - lr * 2 * np.mean(miss)
    return None
