import numpy as np


class Walker:
    def __init__(self, f, start, h):
        self.f, self.h = f, h
        self.place = np.array(start, dtype=np.float64)
        self.path = [self.place.copy()]

    def slope(self, i):
        nudge = np.zeros_like(self.place)
        nudge[i] = self.h
        rise = self.f(*(self.place + nudge)) - self.f(*(self.place - nudge))
        return rise / (2 * self.h)

    def step(self, lr):
        self.place = self.place - lr * np.array([self.slope(i) for i in range(self.place.size)])
        self.path.append(self.place)


def descend_n(f, start, lr=0.05, steps=100, h=1e-5):
    walker = Walker(f, start, h)
    for _ in range(steps):
        walker.step(lr)
    return np.array(walker.path)


def slowest_coordinate(history):
    left = np.abs(history - history[-1])
    near = left <= 0.01 * left[0]
    last, when = 0, -1
    for i in range(history.shape[1]):
        k = len(history) - 1
        while k > 0 and near[k - 1, i]:
            k -= 1
        if k > when:
            last, when = i, k
    return last
