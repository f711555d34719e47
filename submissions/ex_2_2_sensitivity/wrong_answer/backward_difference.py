# misconception: backward-difference
# Moves each coordinate down only, so the slope belongs half a step earlier.
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        minus = np.array(point, dtype=float)
        minus[i] -= h
        grad[i] = (f(*point) - f(*minus)) / h
    return grad


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
