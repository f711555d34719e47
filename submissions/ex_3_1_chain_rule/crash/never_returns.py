# expected: timed_out
# Halves the step until both slopes agree to the last bit, which rounding prevents.
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return np.cos(x**2) * 2 * x


def numerical_dy_dx(x, h=1e-7):
    slope = (y(x + h) - y(x - h)) / (2 * h)
    while slope != dy_dx(x):
        h = h / 2
        slope = (y(x + h) - y(x - h)) / (2 * h)
    return slope


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
