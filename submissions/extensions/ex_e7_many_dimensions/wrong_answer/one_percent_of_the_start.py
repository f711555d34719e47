# misconception: start-instead-of-way
import numpy as np


def slopes(f, p, h):
    found = np.zeros(len(p))
    for i in range(len(p)):
        up, down = p.copy(), p.copy()
        up[i] += h
        down[i] -= h
        found[i] = (f(*up) - f(*down)) / (2 * h)
    return found


def descend_n(f, start, lr=0.05, steps=100, h=1e-5):
    p = np.array(start, dtype=float)
    history = [p]
    for _ in range(steps):
        p = p - lr * slopes(f, p, h)
        history.append(p)
    return np.array(history)


def slowest_coordinate(history):
    left = np.abs(history - history[-1])
    arrives = [np.max(np.flatnonzero(left[:, i] > 0.01 * abs(history[0, i])), initial=-1) + 1 for i in range(left.shape[1])]
    return int(np.argmax(arrives))
