import numpy as np


polyfit_line = lambda u, v: list(np.polyfit(u, v, deg=1))


line_gap = lambda m, c, u, v: np.linalg.norm(np.polyval([m, c], u) - np.polyval(polyfit_line(u, v), u), np.inf)


def train_with_gaps(u, v, eta=0.01, n=200):
    w = b = 0.0
    gaps = []
    for _ in range(n):
        gaps.append(line_gap(w, b, u, v))
        miss = w * u + b - v
        dw, db = 2 * np.mean(miss * u), 2 * np.mean(miss)
        w, b = w - eta * dw, b - eta * db
    return w, b, gaps


def epochs_to_agree(u, v, eta=0.01, small=0.1, most=2000):
    w = b = 0.0
    for k in range(most + 1):
        if line_gap(w, b, u, v) < small:
            return k
        miss = w * u + b - v
        w, b = w - eta * 2 * np.mean(miss * u), b - eta * 2 * np.mean(miss)
    return None
