import itertools

import numpy as np


def polyfit_line(x, y):
    w, b = np.polyfit(x, y, 1)
    return w, b


def line_gap(w, b, x, y):
    best_w, best_b = polyfit_line(x, y)
    return np.max(np.abs((w * x + b) - (best_w * x + best_b)))


def lines(x, y, lr, w=0.0, b=0.0):
    while True:
        yield w, b
        miss = w * x + b - y
        w, b = w - 2 * lr * (miss @ x) / x.size, b - 2 * lr * miss.mean()


def train_with_gaps(x, y, lr=0.01, epochs=200):
    walk = list(itertools.islice(lines(x, y, lr), epochs + 1))
    return *walk[-1], [line_gap(w, b, x, y) for w, b in walk[1:]]


def epochs_to_agree(x, y, lr=0.01, tolerance=0.1, max_epochs=2000):
    walk = itertools.islice(lines(x, y, lr), max_epochs + 1)
    return next((k for k, (w, b) in enumerate(walk) if line_gap(w, b, x, y) < tolerance), None)
