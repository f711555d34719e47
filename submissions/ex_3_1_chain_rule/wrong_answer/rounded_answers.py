# misconception: rounded-answer
# Rounds to four decimals, as the slope was shown in the notes.
import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return round(float(np.cos(x**2) * 2 * x), 4)


def numerical_dy_dx(x, h=1e-7):
    return round(float((y(x + h) - y(x - h)) / (2 * h)), 4)


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
