# expected: timed_out
# A while loop whose counter is never advanced.
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
    grad = []
    i = 0
    while i < len(point):
        slope = partial_derivative(f, point, i, h)
    grad.append(slope)
    return np.array(grad)


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
