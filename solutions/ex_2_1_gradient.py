"""Exercise 2.1: partial derivatives and the gradient, measured and exact."""

import numpy as np


def f(x, y):
    """The surface."""
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    """A central difference along one coordinate axis."""
    centre = np.array(point, dtype=float)
    step = np.zeros_like(centre)
    step[variable_index] = h
    return (f(*(centre + step)) - f(*(centre - step))) / (2 * h)


def gradient(f, point, h=1e-7):
    """One partial derivative per variable, as an array of shape (n,)."""
    return np.array([partial_derivative(f, point, i, h) for i in range(len(point))])


def analytical_gradient(x, y):
    """With y fixed xy has slope y; with x fixed it has slope x."""
    return np.array([6 * x + y, x + 2 * y])
