import numpy as np


deck = lambda n, seed: np.random.Generator(np.random.PCG64(seed)).permuted(np.arange(n))
minibatches = lambda count, size=8, start=42: [deck(count, start)[i * size:(i + 1) * size] for i in range(-(-count // size))]


def sgd_step(m, c, xs, ys, eta=0.02):
    r = ys - m * xs - c
    return m + 2 * eta * np.dot(r, xs) / r.size, c + 2 * eta * r.sum() / r.size


def train_sgd(xs, ys, eta=0.02, rounds=50, size=8, start=42):
    m = c = 0.0
    noted = []
    for k in range(rounds):
        for chosen in minibatches(len(xs), size, (start, k)):
            m, c = sgd_step(m, c, xs.take(chosen), ys.take(chosen), eta)
        noted += [np.square(m * xs + c - ys).mean()]
    return m, c, tuple(noted)
