import numpy as np

try:
    from ex_1_1_numerical_derivative import numerical_derivative
except ImportError:
    def numerical_derivative(f, x, h=1e-7):
        return (f(x + h) - f(x - h)) / (2 * h)


def f(x, y):
    return 3 * x * x + x * y + y * y


def partial_derivative(f, point, variable_index, h=1e-7):
    def along(t):
        moved = [float(c) for c in point]
        moved[variable_index] = t
        return f(*moved)

    return numerical_derivative(along, float(point[variable_index]), h)


def gradient(f, point, h=1e-7):
    g = []
    for i, _ in enumerate(point):
        g += [partial_derivative(f, point, i, h)]
    return np.array(g)


def analytical_gradient(x, y):
    return np.array((6 * x + y, x + 2 * y))
