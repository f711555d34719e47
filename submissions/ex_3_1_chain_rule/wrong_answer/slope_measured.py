# misconception: measured-instead-of-derived
# Measures the slope where the chain rule was asked for.
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return numerical_dy_dx(x)


def numerical_dy_dx(x, h=1e-7):
    return (y(x + h) - y(x - h)) / (2 * h)


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
