# misconception: hidden-one-sided-step
# Moves the coordinate up only and ignores the h it is given.
import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    h = 1e-8
    moved = list(point)
    moved[variable_index] += h
    return (f(*moved) - f(*point)) / h


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        grad[i] = partial_derivative(f, point, i, h)
    return grad


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
