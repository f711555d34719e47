# misconception: half-step
# Half the slope; and a list has no copy of floats to move.
import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-5):
    moved = point.astype(float)
    moved[variable_index] -= h
    return (f(*point) - f(*moved)) / (2 * h)


def gradient(f, point, h=1e-7):
    return np.array([partial_derivative(f, point, i, h) for i in range(len(point))])


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
