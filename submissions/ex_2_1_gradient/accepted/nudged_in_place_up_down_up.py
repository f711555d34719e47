import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def gradient(f, point, h=1e-7):
    p = np.asarray(point, dtype=float)  # no copy when it is a float array already
    grad = np.zeros_like(p)
    for i in range(p.size):
        p[i] += h
        up = f(*p)
        p[i] -= 2 * h
        down = f(*p)
        p[i] += h  # back again, up to the last bit
        grad[i] = (up - down) / (2 * h)
    return grad


def partial_derivative(f, point, variable_index, h=1e-7):
    return gradient(f, point, h)[variable_index]


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
