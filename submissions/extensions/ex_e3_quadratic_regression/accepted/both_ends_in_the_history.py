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
    a = b = c = 0.0
    history = []
    for _ in range(epochs):
        history.append(quadratic_loss(a, b, c, x, y))
        da, db, dc = quadratic_gradient(a, b, c, x, y)
        a, b, c = a - lr * da, b - lr * db, c - lr * dc
    history.append(quadratic_loss(a, b, c, x, y))
    return a, b, c, history
