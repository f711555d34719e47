"""Exercise 1.1: the central difference, and three slopes measured with it."""

import numpy as np


def numerical_derivative(f, x, h=1e-7):
    """Slope of `f` at `x`: rise over run between x - h and x + h."""
    rise = f(x + h) - f(x - h)
    run = 2 * h
    return rise / run


def square_slopes():
    """Slopes of x² at 0, 1, 2, 3; they follow 2x."""
    return [numerical_derivative(lambda x: x**2, start) for start in (0, 1, 2, 3)]


def cubic_slope():
    """Slope of x³ - 2x at 1; exactly 3·1² - 2 = 1."""
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    """Slope of sin at 0; exactly cos(0) = 1."""
    return numerical_derivative(np.sin, 0)
