# misconception: step-too-large
# Long enough for a wave to bend on the way.
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    d = 1e-3
    moves = d * np.eye(len(point))
    start = np.array(point, float)
    return np.array([(f(*(start + move)) - f(*(start - move))) / (2 * d) for move in moves])


def most_influential(f, point):
    return int(np.argmax(np.abs(gradient(f, point))))
