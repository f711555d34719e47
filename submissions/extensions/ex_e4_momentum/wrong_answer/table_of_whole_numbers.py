# misconception: whole-numbers-only
# The table that keeps the places holds whole numbers, whatever the start is made of.
import numpy as np


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    history = np.zeros((steps + 1, 2), dtype=int)
    history[0] = start
    v = np.zeros(2)
    for k in range(steps):
        v = beta * v - lr * grad(*history[k])
        history[k + 1] = history[k] + v
    return history
