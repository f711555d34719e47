import numpy as np


def gradient(f, p, h):
    nudges = h * np.eye(p.size)
    return np.array([f(*(p + n)) - f(*(p - n)) for n in nudges]) / (2 * h)


def descend_n(f, start, lr=0.05, steps=100, h=1e-5):
    history = np.empty((steps + 1, len(start)))
    history[0] = start
    for k in range(steps):
        history[k + 1] = history[k] - lr * gradient(f, history[k], h)
    return history


def slowest_coordinate(history):
    h = np.asarray(history, dtype=float)
    way = np.abs(h[0] - h[-1])
    far = np.abs(h - h[-1]) > 0.01 * way
    arrives = [np.max(np.nonzero(far[:, i])[0]) + 1 for i in range(h.shape[1])]
    return np.argmax(arrives)
