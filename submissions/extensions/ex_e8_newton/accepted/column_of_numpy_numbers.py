import numpy as np


def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    history = [[np.float64(x0)]]
    for k in range(max_steps + 1):
        (x,) = history[-1]
        bend, tilt = f_second(x), f_prime(x)
        if bend <= 0 or abs(tilt) < tolerance or k == max_steps:
            break
        history.append([x - tilt / bend])
    valley = bend > 0 and abs(tilt) < tolerance
    return tuple(history), np.array([f(x)]) if valley else None
