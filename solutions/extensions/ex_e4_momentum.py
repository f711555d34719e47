"""Extension E4, solved: gradient descent with momentum."""

import numpy as np


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    point = np.array(start, dtype=float)
    velocity = np.zeros_like(point)
    history = [point]
    for _ in range(steps):
        velocity = beta * velocity - lr * np.asarray(grad(*point))
        point = point + velocity
        history.append(point)
    return np.array(history)
