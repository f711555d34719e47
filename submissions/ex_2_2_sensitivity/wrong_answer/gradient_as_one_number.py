# misconception: scalar-gradient
# Adds the slopes up to one sensitivity for all variables.
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        plus = np.array(point, dtype=float)
        minus = np.array(point, dtype=float)
        plus[i] += h
        minus[i] -= h
        grad[i] = (f(*plus) - f(*minus)) / (2 * h)
    return grad.sum()


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
