# misconception: difference-not-divided
# How far f rises from x to x + h, and nothing else.
import numpy as np


def numerical_derivative(f, x, h=1e-4):
    here = f(x)
    there = f(x + h)
    return there - here


def square_slopes():
    return [numerical_derivative(lambda x: x * x, x) for x in range(4)]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
