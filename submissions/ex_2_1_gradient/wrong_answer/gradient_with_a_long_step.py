# misconception: step-too-large
# Central, and a tenth to each side.
import numpy as np


def f(x, y):
    return 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=0.1):
    ahead, behind = list(point), list(point)
    ahead[variable_index] = point[variable_index] + h
    behind[variable_index] = point[variable_index] - h
    return (f(*ahead) - f(*behind)) / (2 * h)


def gradient(f, point, h=0.1):
    return np.array([partial_derivative(f, point, i, h) for i in range(len(point))])


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + 2 * y])
