# misconception: zero-everywhere
# The smaller the better, it seemed; at 1e-50 both heights are the same number.
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return np.cos(x**2) * 2 * x


def numerical_dy_dx(x, h=1e-7):
    h = 1e-50
    return (y(x + h) - y(x - h)) / (2 * h)


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
