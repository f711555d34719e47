# misconception: hard-coded-for-the-example
# Knows the gradient of one function and never looks at f.
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    weights = np.array([2.0, 4.0, 6.0])
    return weights[: len(point)] * np.array(point, dtype=float)[:3]


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
