# misconception: one-component-only
# Calls f with the moved coordinate in every place and loses the others.
import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    t = point[variable_index]
    n = len(point)
    return (f(*[t + h] * n) - f(*[t - h] * n)) / (2 * h)


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        grad[i] = partial_derivative(f, point, i, h)
    return grad


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
