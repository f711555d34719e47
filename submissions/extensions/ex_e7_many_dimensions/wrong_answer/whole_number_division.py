# misconception: floor-division
import numpy as np


def slopes(f, p, h):
    found = np.zeros(len(p))
    for i in range(len(p)):
        up, down = p.copy(), p.copy()
        up[i] += h
        down[i] -= h
        found[i] = (f(*up) - f(*down)) // (2 * h)
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
    near = left <= 0.01 * left[0]
    last, when = 0, -1
    for i in range(history.shape[1]):
        k = len(history) - 1
        while k > 0 and near[k - 1, i]:
            k -= 1
        if k > when:
            last, when = i, k
    return last
