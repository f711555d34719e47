import numpy as np


def numerical_derivative(f, x, h=1e-7):
    a = f(x - 2 * h)
    b = f(x - h)
    c = f(x + h)
    d = f(x + 2 * h)
    return (a - 8 * b + 8 * c - d) / (12 * h)


def square_slopes():
    return [numerical_derivative(lambda x: x**2, x) for x in [0, 1, 2, 3]]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
