# misconception: hidden-one-sided-step
# Looks to the right only and ignores the h it is given, so no value at h = 1e-7 can tell.
import numpy as np


def numerical_derivative(f, x, h=1e-7):
    h = 1e-8
    return (f(x + h) - f(x)) / h


def square_slopes():
    return [numerical_derivative(lambda x: x**2, x) for x in [0, 1, 2, 3]]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
