# misconception: not-a-number
# Takes the limit literally.
import numpy as np


def numerical_derivative(f, x, h=1e-7):
    h = np.float64(0)
    return (f(x + h) - f(x - h)) / (2 * h)


def square_slopes():
    return [numerical_derivative(lambda x: x**2, x) for x in [0, 1, 2, 3]]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
