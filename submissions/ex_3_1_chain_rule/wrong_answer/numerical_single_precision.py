# misconception: single-precision
# float32 keeps seven digits, and a difference of neighbours loses them all.
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return np.cos(x**2) * 2 * x


def numerical_dy_dx(x, h=1e-7):
    x, h = np.float32(x), np.float32(h)
    return (y(x + h) - y(x - h)) / (2 * h)


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
