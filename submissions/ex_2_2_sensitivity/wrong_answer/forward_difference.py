# misconception: forward-difference
# Moves each coordinate up only, so the slope belongs half a step further on.
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        plus = np.array(point, dtype=float)
        plus[i] += h
        grad[i] = (f(*plus) - f(*point)) / h
    return grad


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
