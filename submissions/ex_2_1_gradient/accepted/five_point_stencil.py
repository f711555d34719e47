import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    def at(k):
        p = [float(c) for c in point]
        p[variable_index] += k * h
        return f(*p)

    return (at(-2) - 8 * at(-1) + 8 * at(1) - at(2)) / (12 * h)


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        grad[i] = partial_derivative(f, point, i, h)
    return grad


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
