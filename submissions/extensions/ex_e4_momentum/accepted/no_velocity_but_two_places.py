import numpy as np


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    history = [np.array(start, float)]
    for k in range(steps):
        p = history[-1]
        before = history[-2] if k else p
        history.append(p - lr * grad(p[0], p[1]) + beta * (p - before))
    return history
