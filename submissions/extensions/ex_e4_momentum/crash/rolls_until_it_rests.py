# expected: timed_out
import numpy as np


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    p = np.array(start, dtype=float)
    v = np.zeros(2)
    history = [p]
    while np.any(v != 0.123):
        g = grad(*p)
        v = beta * v - lr * g
        p = p + v
        history.append(p)
    return np.array(history)
