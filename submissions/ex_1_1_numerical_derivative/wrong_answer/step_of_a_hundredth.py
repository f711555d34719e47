# misconception: step-too-large
# A right rule with a default that is far too long.
import numpy as np


def numerical_derivative(f, x, h=0.01):
    return (f(x + h) - f(x - h)) / (2 * h)


def square_slopes():
    return [numerical_derivative(lambda x: x * x, x) for x in range(4)]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
