# misconception: step-too-small
# A hundred times smaller than what leaves digits to subtract.
import numpy as np


def numerical_derivative(f, x, h=1e-7):
    tiny = 1e-14
    return (f(x + tiny) - f(x)) / tiny


def square_slopes():
    return [numerical_derivative(lambda x: x * x, x) for x in range(4)]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
