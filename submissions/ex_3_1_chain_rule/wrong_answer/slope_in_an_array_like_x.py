# misconception: truncated-to-integer
# np.zeros_like of a whole number holds whole numbers only.
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    slope = np.zeros_like(x)
    slope[...] = np.cos(x**2) * 2 * x
    return slope


def numerical_dy_dx(x, h=1e-7):
    return (y(x + h) - y(x - h)) / (2 * h)


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
