import numpy as np


f = lambda x, y: 3 * x**2 + x * y + y**2


def partial_derivative(f, point, variable_index, h=1e-7):
    p = np.asarray(point, dtype=float)
    e = np.eye(p.size)[variable_index]
    return (f(*(p + h * e)) - f(*(p - h * e))) / (2 * h)


def gradient(f, point, h=1e-7):
    return np.fromiter((partial_derivative(f, point, i, h) for i in range(len(point))), dtype=float)


def analytical_gradient(x, y):
    hessian = np.array([[6.0, 1.0], [1.0, 2.0]])
    return hessian @ [x, y]
