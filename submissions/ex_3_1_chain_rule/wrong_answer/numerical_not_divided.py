# misconception: difference-not-divided
# The rise, with a step of its own whatever h is.
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return 2 * x * np.cos(x**2)


def numerical_dy_dx(x, h=1e-7):
    step = 0.001
    return y(x + step) - y(x - step)


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
