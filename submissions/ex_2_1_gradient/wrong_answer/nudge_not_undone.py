# misconception: nudge-not-undone
# The coordinate stays a step below its place while the next ones are measured.
import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    plus = np.array(point, dtype=float)
    minus = np.array(point, dtype=float)
    plus[variable_index] += h
    minus[variable_index] -= h
    return (f(*plus) - f(*minus)) / (2 * h)


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


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
