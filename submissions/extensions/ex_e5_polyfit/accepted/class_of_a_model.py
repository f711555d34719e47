import numpy as np


def polyfit_line(x, y):
    w, b = np.polyfit(x, y, 1)
    return w, b


def line_gap(w, b, x, y):
    best_w, best_b = polyfit_line(x, y)
    return np.max(np.abs((w * x + b) - (best_w * x + best_b)))


class Model:
    def __init__(self, x, y, lr):
        self.x, self.y, self.lr = x, y, lr
        self.w = self.b = 0.0
        self.best = np.polyfit(x, y, 1)

    @property
    def gap(self):
        return np.abs(np.polyval([self.w, self.b], self.x) - np.polyval(self.best, self.x)).max()

    def learn(self):
        miss = self.y - (self.w * self.x + self.b)
        self.w, self.b = self.w + 2 * self.lr * np.mean(miss * self.x), self.b + 2 * self.lr * np.mean(miss)


def train_with_gaps(x, y, lr=0.01, epochs=200):
    model = Model(x, y, lr)
    gaps = [model.gap]
    for _ in range(epochs):
        model.learn()
        gaps.append(model.gap)
    return model.w, model.b, tuple(gaps)


def epochs_to_agree(x, y, lr=0.01, tolerance=0.1, max_epochs=2000):
    model = Model(x, y, lr)
    epochs = 0
    while model.gap >= tolerance and epochs < max_epochs:
        model.learn()
        epochs += 1
    return epochs if model.gap < tolerance else None
