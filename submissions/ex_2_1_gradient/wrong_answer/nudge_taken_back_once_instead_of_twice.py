# misconception: half-step
# Moves up by h and down by h, and so compares the upper value with the middle.
import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    p = np.array(point, dtype=float)
    p[variable_index] += h
    upper = f(*p)
    p[variable_index] -= h
    lower = f(*p)
    return (upper - lower) / (2 * h)


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        grad[i] = partial_derivative(f, point, i, h)
    return grad


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
