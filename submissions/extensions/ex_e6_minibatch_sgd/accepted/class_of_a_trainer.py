import numpy as np


def minibatches(n, batch_size=8, seed=42):
    order = np.random.default_rng(seed).permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]


def sgd_step(w, b, x_batch, y_batch, lr=0.02):
    miss = w * x_batch + b - y_batch
    dw, db = 2 * np.mean(miss * x_batch), 2 * np.mean(miss)
    return w - lr * dw, b - lr * db


class Trainer:
    def __init__(self, x, y, lr):
        self.x, self.y, self.lr = x, y, lr
        self.w = self.b = 0.0
        self.losses = []

    def loss(self):
        return float(np.mean((self.y - self.w * self.x - self.b) ** 2))

    def epoch(self, batches):
        for batch in batches:
            self.w, self.b = sgd_step(self.w, self.b, self.x[batch], self.y[batch], self.lr)
        self.losses.append(self.loss())


def train_sgd(x, y, lr=0.02, epochs=50, batch_size=8, seed=42):
    trainer = Trainer(np.array(x), np.array(y), lr)
    for seed_of_epoch in range(seed * epochs, (seed + 1) * epochs):
        trainer.epoch(minibatches(len(x), batch_size, seed_of_epoch))
    return trainer.w, trainer.b, trainer.losses
