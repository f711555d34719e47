# misconception: step-too-large
# The secant between two points that lie 1 apart.
import numpy as np


def numerical_derivative(f, x, h=1e-7):
    left, right = x - 0.5, x + 0.5
    return (f(right) - f(left)) / (right - left)


def square_slopes():
    return [numerical_derivative(lambda x: x * x, x) for x in range(4)]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
