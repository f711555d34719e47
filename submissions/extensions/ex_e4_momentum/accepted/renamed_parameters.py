import numpy as np


def momentum_descent(gradient_of, begin, eta=0.02, keep=0.9, n=200):
    def walk():
        here, push = np.array(begin, dtype=float), np.zeros(2)
        yield here
        for _ in range(n):
            push = keep * push - eta * np.array(gradient_of(here[0], here[1]))
            here = here + push
            yield here
    return list(walk())
