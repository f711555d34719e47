# misconception: nudge-not-undone
# The coordinate stays a step below its place while the next ones are measured.
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    p = np.array(point, dtype=float)
    for i in range(len(point)):
        p[i] += h
        upper = f(*p)
        p[i] -= 2 * h
        lower = f(*p)
        grad[i] = (upper - lower) / (2 * h)
    return grad


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
