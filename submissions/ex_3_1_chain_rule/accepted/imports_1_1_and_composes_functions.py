import numpy as np

try:
    from ex_1_1_numerical_derivative import numerical_derivative
except ImportError:
    numerical_derivative = lambda f, x, h=1e-7: (f(x + h) - f(x - h)) / (2 * h)


def compose(outer, inner):
    return lambda t: outer(inner(t))


square = lambda t: t * t
y = compose(np.sin, square)


def dy_dx(x):
    return float(compose(np.cos, square)(x) * 2 * x)


def numerical_dy_dx(x, h=1e-7):
    return numerical_derivative(y, x, h)


def chain(outer_prime, inner, inner_prime, x):
    return inner_prime(x) * compose(outer_prime, inner)(x)
