import numpy as np


def slope_along(f, p, i, h):
    q = [complex(x) for x in p]
    q[i] += 1e-20j
    try:
        return f(*q).imag / 1e-20
    except TypeError:
        up, down = list(p), list(p)
        up[i] += h
        down[i] -= h
        return (f(*up) - f(*down)) / (2 * h)


def descend_n(f, start, lr=0.05, steps=100, h=1e-5):
    p = np.array(start, dtype=float)
    history = [p]
    for _ in range(steps):
        g = [slope_along(f, p, i, h) for i in range(p.size)]
        p = p - lr * np.array(g)
        history.append(p)
    return np.vstack(history)


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
