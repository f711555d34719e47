import numpy as np


def f(x, y, z):
    total = x * x
    total += 2 * y * y
    total += 3 * z * z
    return total


def gradient(f, point, h=1e-7):
    values = []
    for i in range(len(point)):
        left = np.array(point, dtype="float64")
        right = left.copy()
        right[i] += h / 2
        left[i] -= h / 2
        values.append((f(*right) - f(*left)) / h)
    return values


def most_influential(f, point):
    biggest, where = -1.0, None
    for index, value in enumerate(gradient(f, point)):
        if value < 0:
            value = -value
        if value > biggest:
            biggest, where = value, index
    return where
