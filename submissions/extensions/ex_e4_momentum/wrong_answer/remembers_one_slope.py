# misconception: last-slope-instead-of-velocity
import numpy as np


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    p = np.array(start, dtype=float)
    v = np.zeros(2)
    history = [p]
    for _ in range(steps):
        g = grad(*p)
        p = p - lr * (g + beta * v)
        v = g
        history.append(p)
    return np.array(history)
