import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def slope_along(f, point, i, h):
    start = [float(c) for c in point]
    try:
        moved = [complex(c) for c in start]
        moved[i] += 1e-30j
        return f(*moved).imag / 1e-30
    except (TypeError, AttributeError):
        up, down = list(start), list(start)
        up[i] += h
        down[i] -= h
        return (f(*up) - f(*down)) / (2 * h)


def gradient(f, point, h=1e-7):
    return np.array([slope_along(f, point, i, h) for i in range(len(point))])


def most_influential(f, point):
    return int(np.abs(gradient(f, point)).argmax())
