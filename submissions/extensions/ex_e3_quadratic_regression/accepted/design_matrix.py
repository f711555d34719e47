import numpy as np


def columns(x):
    x = np.array(x, dtype=float)
    return np.stack([x**2, x, np.ones_like(x)], axis=1)


def quadratic_loss(a, b, c, x, y):
    r = columns(x) @ [a, b, c] - np.array(y, dtype=float)
    return r @ r / len(r)


def quadratic_gradient(a, b, c, x, y):
    A = columns(x)
    return 2 / len(A) * A.T @ (A @ np.array([a, b, c]) - np.array(y, dtype=float))


def train_quadratic(x, y, lr=0.02, epochs=200):
    p = np.zeros(3)
    history = np.zeros(epochs + 1)
    history[0] = quadratic_loss(*p, x, y)
    for k in range(epochs):
        p = p - lr * quadratic_gradient(*p, x, y)
        history[k + 1] = quadratic_loss(*p, x, y)
    return p[0], p[1], p[2], history
