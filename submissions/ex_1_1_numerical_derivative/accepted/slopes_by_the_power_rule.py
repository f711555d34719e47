import numpy as np


def numerical_derivative(f, x, h=1e-7):
    return (f(x + h) - f(x - h)) / (2 * h)


def square_slopes():
    return [2 * x for x in range(4)]


def cubic_slope():
    return 3 * 1**2 - 2


def sine_slope():
    return np.cos(0)
