# misconception: integer-array-swallows-nudge
# An array made from a whole number cannot hold a step of 1e-7.
import numpy as np


def numerical_derivative(f, x, h=1e-7):
    ends = np.array([x, x])
    ends[0] += h
    ends[1] -= h
    return (f(ends[0]) - f(ends[1])) / (2 * h)


def square_slopes():
    return [numerical_derivative(lambda x: x**2, x) for x in [0.0, 1.0, 2.0, 3.0]]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1.0)


def sine_slope():
    return numerical_derivative(np.sin, 0.0)
