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
    # every column is the point with one coordinate moved
    centre = np.asarray(point, dtype=float).reshape(-1, 1)
    steps = h * np.eye(len(centre))
    difference = f(*(centre + steps)) - f(*(centre - steps))
    return np.zeros(len(centre)) + difference / (2 * h)


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
