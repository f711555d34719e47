# Returns (n, n) and (n, 1) arrays that numpy would stretch to match.
import numpy as np


def f(x, y):
    return np.full((1, 1, 1), 3 * x**2 + x * y + y**2) * np.ones((2, 2, 2))


def partial_derivative(f, point, variable_index, h=1e-7):
    return np.linspace(-50, 50, 100001)


def gradient(f, point, h=1e-7):
    return np.linspace(-50, 50, 100001)[:, None] * np.ones(len(point))


def analytical_gradient(x, y):
    return np.linspace(-50, 50, 100001)[:, None] * np.ones(2)
