# misconception: misplaced-parenthesis
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return 2 * x * np.cos(x**2)


def numerical_dy_dx(x, h=1e-4):
    return (y(x + h) - y(x - h)) / 2 * h


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
