import numpy as np


e = lambda n, i: np.arange(n) == i
nabla = lambda g, p, d: np.array([(g(*(p + d * e(len(p), i))) - g(*(p - d * e(len(p), i)))) / (d + d) for i in range(len(p))])


def descend_n(function, begin, eta=0.05, n=100, d=1e-5):
    places = [np.array(begin, dtype=float)]
    [places.append(places[-1] - eta * nabla(function, places[-1], d)) for _ in range(n)]
    return tuple(places)


def settled(column):
    for k in range(len(column) - 1, -1, -1):
        if abs(column[k] - column[-1]) > abs(column[0] - column[-1]) * 0.01:
            return k + 1
    return 0


slowest_coordinate = lambda walk: max(range(len(walk[0])), key=lambda i: settled(walk[:, i]))
