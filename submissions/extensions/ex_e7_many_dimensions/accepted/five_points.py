import numpy as np


def slope_along(f, p, i, h):
    def at(t):
        q = list(p)
        q[i] = q[i] + t
        return f(*q)
    return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)


def descend_n(f, start, lr=0.05, steps=100, h=1e-5):
    history = [np.array(start, dtype=float)]
    while len(history) <= steps:
        p = history[-1]
        history.append(p - lr * np.array([slope_along(f, p, i, h) for i in range(len(p))]))
    return history


def slowest_coordinate(history):
    left = np.abs(history - history[-1])
    near = left <= 0.01 * left[0]
    last, when = 0, -1
    for i in range(history.shape[1]):
        k = len(history) - 1
        while k > 0 and near[k - 1, i]:
            k -= 1
        if k > when:
            last, when = i, k
    return last
