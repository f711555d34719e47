import numpy as np


def descend_n(f, start, lr=0.05, steps=100, h=1e-5):
    p = np.array(start).astype(float)
    history = [p.copy()]
    for _ in range(steps):
        g = np.zeros_like(p)
        for i in range(p.size):
            here = p[i]
            p[i] = here + h
            above = f(*p)
            p[i] = here - h
            below = f(*p)
            p[i] = here
            g[i] = (above - below) / (2 * h)
        p -= lr * g
        history.append(p.copy())
    return np.stack(history)


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
