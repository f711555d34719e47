import numpy as np


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    points = [np.array(start, dtype=float)]
    slopes = []
    for k in range(steps):
        slopes.append(grad(*points[-1]))
        push = sum(beta ** (k - j) * slopes[j] for j in range(max(0, k - 400), k + 1))
        points.append(points[-1] - lr * push)
    return np.array(points)
