import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    point = np.array(point, dtype=float)
    out = np.zeros(len(point))
    for i in range(len(point)):
        step = np.zeros(len(point))
        step[i] = h
        out[i] = (f(*(point + step)) - f(*(point - step))) / (2 * h)
    return out


def most_influential(f, point):
    # the biggest entry wins
    return int(np.argmax(gradient(f, point)))
