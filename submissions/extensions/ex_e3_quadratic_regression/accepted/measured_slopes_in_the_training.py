import numpy as np


def quadratic_loss(a, b, c, x, y):
    x, y = np.asarray(x), np.asarray(y)
    miss = a * x**2 + b * x + c - y
    return np.mean(miss**2)


def quadratic_gradient(a, b, c, x, y):
    x, y = np.asarray(x), np.asarray(y)
    miss = a * x**2 + b * x + c - y
    return 2 * np.mean(miss * x**2), 2 * np.mean(miss * x), 2 * np.mean(miss)


def train_quadratic(x, y, lr=0.02, epochs=200):
    p = [0.0, 0.0, 0.0]
    h = 1e-5
    history = []
    for _ in range(epochs):
        history.append(quadratic_loss(*p, x, y))
        slopes = []
        for i in range(3):
            up, down = list(p), list(p)
            up[i] += h
            down[i] -= h
            slopes.append((quadratic_loss(*up, x, y) - quadratic_loss(*down, x, y)) / (2 * h))
        p = [value - lr * slope for value, slope in zip(p, slopes)]
    return p + [history]
