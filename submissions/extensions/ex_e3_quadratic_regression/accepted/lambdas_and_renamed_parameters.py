import numpy as np


points = lambda u, v: (np.array(u, dtype=float), np.array(v, dtype=float))


def quadratic_loss(p, q, r, u, v):
    u, v = points(u, v)
    return float(((p * u * u + q * u + r - v) ** 2).mean())


def quadratic_gradient(p, q, r, u, v):
    u, v = points(u, v)
    e = p * u * u + q * u + r - v
    return tuple(float((2 * e * u**k).mean()) for k in (2, 1, 0))


def train_quadratic(x, y, lr=0.02, epochs=200):
    a = b = c = 0.0
    history = []
    for _ in range(epochs):
        history.append(quadratic_loss(a, b, c, x, y))
        da, db, dc = quadratic_gradient(a, b, c, x, y)
        a, b, c = a - lr * da, b - lr * db, c - lr * dc
    return a, b, c, history
