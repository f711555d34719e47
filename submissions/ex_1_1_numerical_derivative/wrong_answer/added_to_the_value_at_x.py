# misconception: added-values
# A plus where the minus belongs.
import numpy as np


def numerical_derivative(f, x, h=1e-4):
    return (f(x + h) + f(x)) / (2 * h)


def square_slopes():
    return [numerical_derivative(lambda x: x * x, x) for x in range(4)]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
