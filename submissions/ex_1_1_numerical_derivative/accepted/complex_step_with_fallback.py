import numpy as np


def numerical_derivative(f, x, h=1e-7):
    # f(x + ih) has the slope in its imaginary part, without any subtraction
    try:
        value = f(complex(x, h))
        if isinstance(value, complex) or np.iscomplexobj(value):
            return float(value.imag) / h
    except TypeError:
        pass  # math.sin and friends refuse complex numbers
    return (f(x + h) - f(x - h)) / (2 * h)


def square_slopes():
    return [numerical_derivative(lambda x: x**2, x) for x in [0, 1, 2, 3]]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)
