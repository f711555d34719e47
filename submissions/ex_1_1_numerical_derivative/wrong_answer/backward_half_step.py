# misconception: half-step
# x - h to x is one step, and the denominator has two.
import numpy as np


def numerical_derivative(f, x, h=1e-6):
    rise = f(x) - f(x - h)
    return rise / (2 * h)


def square_slopes():
    return [numerical_derivative(lambda x: x * x, x) for x in range(4)]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
