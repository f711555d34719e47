# misconception: three-variables-only
# Works for three variables and for no other number of them.
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    grad = np.zeros(3)
    for i in range(min(3, len(point))):
        plus = np.array(point, dtype=float)
        minus = np.array(point, dtype=float)
        plus[i] += h
        minus[i] -= h
        grad[i] = (f(*plus) - f(*minus)) / (2 * h)
    return grad


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
