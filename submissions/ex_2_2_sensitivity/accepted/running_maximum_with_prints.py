import numpy as np


def f(x, y, z):
    return x**2 + 2 * y**2 + 3 * z**2


def gradient(f, point, h=1e-7):
    grad = np.zeros(len(point))
    for i in range(len(point)):
        plus = np.array(point, dtype=float)
        minus = np.array(point, dtype=float)
        plus[i] += h
        minus[i] -= h
        grad[i] = (f(*plus) - f(*minus)) / (2 * h)
    return grad


def most_influential(f, point):
    names = "xyz"
    g = gradient(f, point)
    best = 0
    for i in range(len(g)):
        print("variable", names[i] if i < 3 else i, "has slope", g[i])
        if abs(g[i]) > abs(g[best]):
            best = i
    print("winner:", best)
    return best


print(gradient(f, [1, 1, 1]))
print(most_influential(f, [1, 1, 1]))
