# misconception: integer-array-swallows-nudge
# NumPy refuses to add a step of 1e-7 to an array of whole numbers in place.
import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    step = np.zeros(len(point))
    step[variable_index] = h
    plus = np.array(point)
    minus = np.array(point)
    plus += step
    minus -= step
    return (f(*plus) - f(*minus)) / (2 * h)


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        grad[i] = partial_derivative(f, point, i, h)
    return grad


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
