import numpy as np


def numerical_derivative(f, x, h=1e-7):
    right = f(x + h)
    left = f(x - h)
    return (right - left) / (2 * h)


def square_slopes():
    # 0, 2, 4, 6: it is always twice x!
    return [numerical_derivative(lambda x: x**2, x) for x in range(4)]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)


if __name__ == "__main__":
    print(square_slopes(), cubic_slope(), sine_slope())
