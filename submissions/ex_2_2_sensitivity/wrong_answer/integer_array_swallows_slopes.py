# misconception: integer-array-swallows-slopes
# The array for the slopes has the type of the point, and cuts their decimals off.
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    grad = np.zeros_like(point)
    for i in range(len(point)):
        plus = np.array(point, dtype=float)
        minus = np.array(point, dtype=float)
        plus[i] += h
        minus[i] -= h
        grad[i] = (f(*plus) - f(*minus)) / (2 * h)
    return grad


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
