# misconception: none
import numpy as np


def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    history = np.array([x0])
    while abs(slope(history[-1])) >= tolerance and len(history) <= max_steps:
        new = history[-1] - lr * slope(history[-1])
        history = np.append(history, np.array([new]).astype(history.dtype))
    return history, abs(slope(history[-1])) < tolerance
