import numpy as np

f = lambda x, y: 3 * x**2 + x * y + y**2


def derivative(g, t, h):
    """One dimension, as in exercise 1.1."""
    return (g(t + h) - g(t - h)) / (2 * h)


def freeze(func, where, i):
    """A function of coordinate i alone."""
    return lambda t: func(*where[:i], t, *where[i + 1:])


def partial_derivative(func, where, i, eps=1e-7):
    where = tuple(map(float, where))
    return derivative(freeze(func, where, i), where[i], eps)


def gradient(func, where, eps=1e-7):
    return np.fromiter((partial_derivative(func, where, i, eps) for i in range(len(where))), dtype=float)


analytical_gradient = lambda a, b: np.array((6 * a + b, a + 2 * b), dtype=float)
