# misconception: only-one-coordinate-updated
import numpy as np


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    p = np.array(start, dtype=float)
    v = np.zeros(2)
    history = [p]
    for _ in range(steps):
        g = grad(*p) * np.array([1, 0])
        v = beta * v - lr * g
        p = p + v
        history.append(p)
    return np.array(history)
