# misconception: hard-coded-for-the-example
import numpy as np


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    p = np.array(start, dtype=float)
    v = np.zeros(2)
    history = [p]
    for _ in range(steps):
        g = np.array([2 * (p[0] - 1), 20 * (p[1] + 2)])
        v = beta * v - lr * g
        p = p + v
        history.append(p)
    return np.array(history)
