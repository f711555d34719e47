from math import sin


def numerical_derivative(func, at, eps=1e-7):
    return (func(at + eps) - func(at - eps)) / (2 * eps)


def square(t):
    return t ** 2


def square_slopes():
    return (
        numerical_derivative(square, 0),
        numerical_derivative(square, 1),
        numerical_derivative(square, 2),
        numerical_derivative(square, 3),
    )


def cubic_slope():
    def g(t):
        return t * t * t - 2 * t

    return numerical_derivative(g, 1)


def sine_slope():
    return numerical_derivative(sin, 0)
