# Returns an array of a billion claimed entries and a list that contains itself.
import numpy as np


def f(x, y):
    loop = []
    loop.append(loop)
    return loop


def partial_derivative(f, point, variable_index, h=1e-7):
    return int("9" * 4000)


def gradient(f, point, h=1e-7):
    return np.broadcast_to(np.float64(1.0), (1_000_000_000,))


def analytical_gradient(x, y):
    return np.array([object(), object()])
