# misconception: three-variables-only
# Has room for three slopes, whatever the point, and leaves those of a shorter one at 0.
import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    plus, minus = list(point), list(point)
    plus[variable_index] += h
    minus[variable_index] -= h
    return (f(*plus) - f(*minus)) / (2 * h)


def gradient(f, point, h=1e-7):
    grad = np.zeros(3)
    for i in range(min(3, len(point))):
        grad[i] = partial_derivative(f, point, i, h)
    return grad


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
