import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    p = np.array(point, dtype=np.float64)
    old = p[variable_index]
    p[variable_index] = old + h
    up = f(*p)
    p[variable_index] = old - h
    down = f(*p)
    p[variable_index] = old
    return (up - down) / (2 * h)


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        grad[i] = partial_derivative(f, point, i, h)
    return grad


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
