# misconception: mutates-argument
# Returns the right gradient and leaves the caller's point somewhere else.
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    p = np.asarray(point, dtype=float)
    grad = np.zeros(len(p))
    for i in range(len(p)):
        start = p[i]
        p[i] = start + h
        upper = f(*p)
        p[i] = start - h
        lower = f(*p)
        p[i] = start
        grad[i] = (upper - lower) / (2 * h)
    p /= np.linalg.norm(p)  # to draw the point as an arrow of length one later
    return grad


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, list(point)))))
