# expected: timed_out
# Shrinks the step until the slope stops changing, which rounding prevents.
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return np.cos(x**2) * 2 * x


def numerical_dy_dx(x, h=1e-7):
    old = None
    step = 0.1
    while True:
        new = (y(x + step) - y(x - step)) / (2 * step)
        if old is not None and new == old and step < 0:
            return new
        old = new
        step = max(step / 2, h)


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
