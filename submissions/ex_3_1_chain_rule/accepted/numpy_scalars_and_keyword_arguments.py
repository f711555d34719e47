import numpy as np


def y(x):
    return np.float64(np.sin(np.square(x)))


def chain(outer_prime, inner, inner_prime, x):
    u = inner(x)
    du_dx = inner_prime(x)
    dy_du = outer_prime(u)
    return np.multiply(dy_du, du_dx)


def dy_dx(x):
    return chain(outer_prime=np.cos, inner=np.square, inner_prime=lambda t: 2 * t, x=x)


def numerical_dy_dx(x, h=1e-7):
    above, below = y(np.add(x, h)), y(np.subtract(x, h))
    return np.divide(above - below, 2 * h)
