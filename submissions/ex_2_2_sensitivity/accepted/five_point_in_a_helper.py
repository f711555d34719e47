import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def five_point(f, point, i, h):
    total = 0.0
    for k, weight in [(-2, 1), (-1, -8), (1, 8), (2, -1)]:
        p = np.array(point, float)
        p[i] = p[i] + k * h
        total += weight * f(*p)
    return total / (12 * h)


def gradient(f, point, h=1e-7):
    return np.array([five_point(f, point, i, h) for i in range(len(point))])


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
