import numpy as np

try:
    from ex_2_1_gradient import gradient
except ImportError:
    def gradient(f, point, h=1e-7):
        n = len(point)
        steps = np.eye(n) * h
        centre = np.array(point, dtype=float)
        return np.array([f(*(centre + s)) - f(*(centre - s)) for s in steps]) / (2 * h)


def f(x, y, z):
    return x ** 2 + 2 * (y ** 2) + 3 * (z ** 2)


def most_influential(f, point):
    sizes = list(map(abs, gradient(f, point)))
    return sizes.index(max(sizes))


print("largest at (1, 1, 1):", most_influential(f, [1, 1, 1]))
