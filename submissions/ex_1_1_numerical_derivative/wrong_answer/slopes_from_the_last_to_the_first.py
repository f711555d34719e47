# misconception: wrong-order
# Counts down.
import numpy as np


def numerical_derivative(f, x, h=1e-7):
    return (f(x + h) - f(x - h)) / (2 * h)


def square_slopes():
    return [numerical_derivative(lambda x: x**2, x) for x in [3, 2, 1, 0]]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
