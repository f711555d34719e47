"""Extension E3, solved: a parabola fitted by gradient descent."""

import numpy as np


def misses(a, b, c, x, y):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    return x, a * x**2 + b * x + c - y


def quadratic_loss(a, b, c, x, y):
    _, miss = misses(a, b, c, x, y)
    return np.mean(miss**2)


def quadratic_gradient(a, b, c, x, y):
    x, miss = misses(a, b, c, x, y)
    return 2 * np.mean(miss * x**2), 2 * np.mean(miss * x), 2 * np.mean(miss)


def train_quadratic(x, y, lr=0.02, epochs=200):
    parabola = np.zeros(3)
    loss_history = []
    for _ in range(epochs):
        loss_history.append(quadratic_loss(*parabola, x, y))
        parabola = parabola - lr * np.array(quadratic_gradient(*parabola, x, y))
    return *parabola, loss_history
