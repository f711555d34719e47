import numpy as np


def y(x):
    return np.sin(x**2)


def dy_dx(x):
    return np.cos(x**2) * 2 * x


def numerical_dy_dx(x, h=1e-7):
    return (y(x + h) - y(x - h)) / (2 * h)


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)


print("chain rule:", dy_dx(1.0))
print("numerical: ", numerical_dy_dx(1.0))

import matplotlib.pyplot as plt

t = np.linspace(0, 3, 300)
plt.plot(t, y(t))
plt.plot(t, dy_dx(t), "--")
plt.show()
