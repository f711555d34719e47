"""Exercise 2.2: the gradient tells which variable matters most."""

import numpy as np


def f(x, y, z):
    """The function of three variables."""
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    """A central difference along every coordinate axis, as an array of shape (n,)."""
    centre = np.array(point, dtype=float)
    slopes = np.zeros_like(centre)
    for i in range(len(centre)):
        step = np.zeros_like(centre)
        step[i] = h
        slopes[i] = (f(*(centre + step)) - f(*(centre - step))) / (2 * h)
    return slopes


def most_influential(f, point):
    """Where the gradient is farthest from zero, in either direction."""
    return int(np.argmax(np.abs(gradient(f, point))))
