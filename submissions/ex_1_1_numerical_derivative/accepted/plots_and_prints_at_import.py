import matplotlib

matplotlib.use("TkAgg")
import numpy as np


def numerical_derivative(f, x, h=1e-7):
    return (f(x + h) - f(x - h)) / (2 * h)


def square_slopes():
    return [numerical_derivative(lambda x: x**2, x) for x in [0, 1, 2, 3]]


def cubic_slope():
    return numerical_derivative(lambda x: x**3 - 2 * x, 1)


def sine_slope():
    return numerical_derivative(np.sin, 0)


print("x^2:", square_slopes())
print("x^3-2x:", cubic_slope())
print("sin:", sine_slope())

import matplotlib.pyplot as plt

xs = np.linspace(-3, 3, 100)
plt.plot(xs, xs**2, "b-", label="x^2")
plt.plot(xs, [numerical_derivative(np.square, x) for x in xs], "r--", label="slope")
plt.legend()
plt.show()
