# misconception: dict-instead-of-list
import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    ahead, behind = np.array(point, float), np.array(point, float)
    ahead[variable_index] += h
    behind[variable_index] -= h
    return (f(*ahead) - f(*behind)) / (2 * h)


def gradient(f, point, h=1e-7):
    return np.array([partial_derivative(f, point, i, h) for i in range(len(point))])


def analytical_gradient(x, y):
    return {"along x": 6 * x + y, "along y": x + 2 * y}
