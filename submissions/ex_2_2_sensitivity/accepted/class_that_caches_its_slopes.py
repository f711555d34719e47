import numpy as np


class Sensitivity:
    def __init__(self, function, at, h=1e-7):
        self.function = function
        self.at = tuple(float(v) for v in at)
        self.h = h
        self._slopes = None

    @property
    def slopes(self):
        if self._slopes is None:
            self._slopes = np.array([self._slope(i) for i in range(len(self.at))])
        return self._slopes

    def _slope(self, i):
        plus = self.at[:i] + (self.at[i] + self.h,) + self.at[i + 1:]
        minus = self.at[:i] + (self.at[i] - self.h,) + self.at[i + 1:]
        return (self.function(*plus) - self.function(*minus)) / (plus[i] - minus[i])


def f(x, y, z):
    return np.dot([1, 2, 3], np.array([x, y, z]) ** 2)


def gradient(f, point, h=1e-7):
    return Sensitivity(f, point, h).slopes


def most_influential(f, point):
    order = np.argsort(-np.abs(Sensitivity(f, point).slopes))
    return order[0]
