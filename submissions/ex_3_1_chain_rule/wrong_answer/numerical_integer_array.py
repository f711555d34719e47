# misconception: integer-array-swallows-nudge
# An array of whole numbers cannot hold a step of 1e-7.
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return np.cos(x**2) * 2 * x


def numerical_dy_dx(x, h=1e-7):
    sides = np.array([x, x])
    sides[0] = sides[0] + h
    sides[1] = sides[1] - h
    return (y(sides[0]) - y(sides[1])) / (2 * h)


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
