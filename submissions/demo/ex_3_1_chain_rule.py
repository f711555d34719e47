from math import cos, sin

from ex_1_1_numerical_derivative import numerical_derivative


def y(x):
    return sin(x**2)


def dy_dx(x):
    return chain(cos, lambda t: t**2, lambda t: 2 * t, x)


def numerical_dy_dx(x, h=1e-7):
    return numerical_derivative(y, x, h)


def chain(outer_prime, inner, inner_prime, x):
    u = inner(x)
    return outer_prime(u) * inner_prime(x)
