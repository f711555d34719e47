import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    z = [complex(c) for c in point]
    z[variable_index] += 1j * h
    try:
        value = f(*z)
    except TypeError:
        value = None
    if value is None or not np.iscomplexobj(value):
        plus = np.array(point, dtype=float)
        minus = plus.copy()
        plus[variable_index] += h
        minus[variable_index] -= h
        return (f(*plus) - f(*minus)) / (2 * h)
    return float(np.imag(value) / h)


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        grad[i] = partial_derivative(f, point, i, h)
    return grad


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
