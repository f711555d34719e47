# misconception: ranking-instead-of-index
import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    slopes = []
    for i in range(len(point)):
        ahead, behind = np.array(point, float), np.array(point, float)
        ahead[i] += h
        behind[i] -= h
        slopes.append((f(*ahead) - f(*behind)) / (2 * h))
    return np.array(slopes)


def most_influential(f, point):
    return np.argsort(np.abs(gradient(f, point)))[::-1]
