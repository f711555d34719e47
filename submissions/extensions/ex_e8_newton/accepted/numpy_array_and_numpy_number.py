import numpy as np


def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    history = np.full(max_steps + 1, np.nan)
    history[0] = x0
    for k in range(max_steps + 1):
        x = history[k]
        if f_second(x) <= 0:
            return history[: k + 1], None
        if np.abs(f_prime(x)) < tolerance:
            return history[: k + 1], np.array(f(x))
        if k < max_steps:
            history[k + 1] = x - np.divide(f_prime(x), f_second(x))
    return history, None
