# misconception: second-derivative
# How the slope changes.
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return 2 * x * np.cos(x**2)


def numerical_dy_dx(x, h=1e-4):
    return (y(x + h) - 2 * y(x) + y(x - h)) / h**2


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
