import numpy as np


class Derivative:
    """f' as an object that can be called like a function."""

    def __init__(self, f, h):
        self.f = f
        self.h = h

    def __call__(self, x):
        return (self.f(x + self.h) - self.f(x - self.h)) / (2 * self.h)


def numerical_derivative(f, x, h=1e-7):
    return Derivative(f, h)(x)


def square_slopes():
    d = Derivative(np.square, 1e-6)
    return np.array([d(float(x)) for x in range(4)])


def cubic_slope():
    return np.float64(numerical_derivative(lambda x: np.power(x, 3.0) - 2 * x, 1.0))


def sine_slope():
    return np.array(numerical_derivative(np.sin, 0.0))  # a 0-d array
