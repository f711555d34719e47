import matplotlib.pyplot as plt
import numpy as np


class LinearModel:
    def __init__(self):
        self.slope = np.float64(0)
        self.intercept = np.float64(0)

    def predict(self, xs):
        return self.slope * xs + self.intercept

    def fit(self, xs, ys, rate, rounds):
        losses = []
        for _ in range(rounds):
            losses.append(mse_loss(self.slope, self.intercept, xs, ys))
            ds, di = mse_gradient(self.slope, self.intercept, xs, ys)
            self.slope, self.intercept = self.slope - rate * ds, self.intercept - rate * di
        losses.append(mse_loss(self.slope, self.intercept, xs, ys))
        return losses


def generate_data(count=50, random_seed=42):
    generator = np.random.RandomState(random_seed)
    xs = generator.normal(0, 3, size=count)
    return xs, 1 + 2 * xs + generator.uniform(-1, 1, size=count)


mse_loss = lambda s, i, xs, ys: float(np.average(np.square(ys - s * xs - i)))


def mse_gradient(s, i, xs, ys):
    miss = ys - s * xs - i
    return -2 * np.mean(miss * xs), -2 * np.mean(miss)


def train(xs, ys, rate=0.01, rounds=200):
    model = LinearModel()
    losses = model.fit(xs, ys, rate, rounds)
    return model.slope, model.intercept, losses


def plot_results(xs, ys, s, i, losses):
    figure, axes = plt.subplots(2)
    axes[0].scatter(range(len(losses)), losses, s=4)
    axes[1].plot(xs, ys, "kx", xs, s * xs + i, "r.")
    return axes
