# misconception: mutates-argument
# Returns the right slope and leaves the caller's point moved.
import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    point = np.asarray(point, dtype=float)
    start = point[variable_index]
    point[variable_index] = start + h
    upper = f(*point)
    point[variable_index] = start - h
    lower = f(*point)
    return (upper - lower) / (2 * h)


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        grad[i] = partial_derivative(f, list(point), i, h)
    return grad


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
