# misconception: two-variables-only
# Works for the function of the statement and for no other number of variables.
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
    gx = partial_derivative(f, point, 0, h)
    gy = partial_derivative(f, point, 1, h) if len(point) > 1 else 0.0
    return np.array([gx, gy])


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
