import numpy as np


def numerical_derivative(f, x, h=1e-7):
    # as long as the course allows
    d = 1e-4
    return (f(x + d) - f(x - d)) / (2 * d)


def square_slopes():
    return [numerical_derivative(lambda x: x * x, x) for x in range(4)]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
