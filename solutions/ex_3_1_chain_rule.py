"""Exercise 3.1: the chain rule for sin(x²), and for any two functions."""

import numpy as np


def y(x):
    """Square first, sine second."""
    return np.sin(x**2)


def dy_dx(x):
    """The sine's slope at x² times the square's slope at x."""
    return np.cos(x**2) * 2 * x


def numerical_dy_dx(x, h=1e-7):
    """A central difference of the whole composition."""
    return (y(x + h) - y(x - h)) / (2 * h)


def chain(outer_prime, inner, inner_prime, x):
    """The outer stage receives inner(x), so its slope is taken there."""
    return outer_prime(inner(x)) * inner_prime(x)
