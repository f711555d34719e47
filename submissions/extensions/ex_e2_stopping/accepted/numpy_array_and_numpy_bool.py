import numpy as np


def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    places = np.empty(max_steps + 1)
    places[0] = x0
    k = 0
    while np.abs(slope(places[k])) >= tolerance and k < max_steps:
        places[k + 1] = places[k] - lr * slope(places[k])
        k += 1
    return places[:k + 1], np.abs(slope(places[k])) < tolerance
