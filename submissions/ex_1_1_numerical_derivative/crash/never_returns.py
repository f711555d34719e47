# expected: timed_out
# Waits for the two values to become equal, which they may never do.
import numpy as np


def numerical_derivative(f, x, h=1e-7):
    step = 1.0
    while step > 0:
        step = max(step / 2, h)
    return (f(x + step) - f(x - step)) / (2 * step)


def square_slopes():
    return [numerical_derivative(lambda x: x**2, x) for x in [0, 1, 2, 3]]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
