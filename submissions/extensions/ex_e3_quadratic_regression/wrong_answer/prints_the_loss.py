# misconception: prints-instead-of-returning
import numpy as np


def quadratic_loss(a, b, c, x, y):
    x, y = np.asarray(x), np.asarray(y)
    miss = a * x**2 + b * x + c - y
    print(np.mean(miss**2))


def quadratic_gradient(a, b, c, x, y):
    x, y = np.asarray(x), np.asarray(y)
    miss = a * x**2 + b * x + c - y
    return 2 * np.mean(miss * x**2), 2 * np.mean(miss * x), 2 * np.mean(miss)


def train_quadratic(x, y, lr=0.02, epochs=200):
    a = b = c = 0.0
    history = []
    for _ in range(epochs):
        history.append(np.mean((a * np.asarray(x)**2 + b * np.asarray(x) + c - np.asarray(y))**2))
        da, db, dc = quadratic_gradient(a, b, c, x, y)
        a, b, c = a - lr * da, b - lr * db, c - lr * dc
    return a, b, c, history
