import numpy as np


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    p = np.asarray(start).astype(float)
    p = p.copy()
    v = 0
    history = [p.copy()]
    for _ in range(steps):
        v = beta * v - lr * grad(p[0], p[1])
        p += v
        history.append(p.copy())
    return np.vstack(history)
