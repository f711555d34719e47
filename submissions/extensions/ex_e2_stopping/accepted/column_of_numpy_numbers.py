import numpy as np


def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    x = np.float64(x0)
    history = np.array([x])
    converged = abs(slope(x)) < tolerance
    while not converged and history.size <= max_steps:
        x = x - lr * slope(x)
        history = np.append(history, x)
        converged = abs(slope(x)) < tolerance
    return history, converged
