from math import cos, sin


def y(x):
    return sin(x * x)


def dy_dx(x):
    u = x * x
    du_dx = 2 * x
    dy_du = cos(u)
    return dy_du * du_dx


def numerical_dy_dx(x, h=1e-7):
    rise = y(x + h) - y(x - h)
    return rise / (h + h)


def chain(outer_prime, inner, inner_prime, x):
    u = inner(x)
    return inner_prime(x) * outer_prime(u)
