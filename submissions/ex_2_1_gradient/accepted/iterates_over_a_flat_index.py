"""In the manner of a course on neural networks: one array, one index, put back what was there."""
import numpy as np


def f(x, y):
    return 3 * np.square(x) + np.multiply(x, y) + np.square(y)


def partial_derivative(f, point, variable_index, h=1e-7):
    return gradient(f, point, h)[variable_index]


def gradient(f, point, h=1e-7):
    x = np.array(point, dtype=np.float64)
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        ix = it.multi_index
        before = x[ix]
        x[ix] = before + h
        above = f(*x)
        x[ix] = before - h
        below = f(*x)
        x[ix] = before
        grad[ix] = (above - below) / (2.0 * h)
        it.iternext()
    return grad


def analytical_gradient(x, y):
    return np.hstack([6 * x + y, x + 2 * y])
