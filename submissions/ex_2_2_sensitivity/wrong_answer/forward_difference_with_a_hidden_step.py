# misconception: hidden-one-sided-step
# Moves each coordinate up only, by a step of its own in place of the h it is given.
import numpy as np

STEP = 1e-8


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        plus = np.array(point, dtype=float)
        plus[i] += STEP
        grad[i] = (f(*plus) - f(*point)) / STEP
    return grad


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
