# misconception: two-variables-only
# As it was in the exercise before.
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    x, y = point
    along_x = (f(x + h, y) - f(x - h, y)) / (2 * h)
    along_y = (f(x, y + h) - f(x, y - h)) / (2 * h)
    return [along_x, along_y]


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
