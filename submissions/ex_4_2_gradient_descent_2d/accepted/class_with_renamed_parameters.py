import numpy as np
from matplotlib import pyplot as plt
from matplotlib import cm


class Descent:
    def __init__(self, gradient, point, eta):
        self.gradient = gradient
        self.point = np.array(point, dtype=np.float64)
        self.eta = eta
        self.trace = [self.point.copy()]

    def run(self, n):
        for _ in range(n):
            self.point -= self.eta * self.gradient(self.point[0], self.point[1])
            self.trace.append(self.point.copy())
        return np.vstack(self.trace)


def loss(a, b):
    return np.power(a - 1, 2) + 10 * np.power(b + 2, 2)


def grad_loss(a, b):
    return np.array([2.0, 20.0]) * (np.array([a, b]) - np.array([1.0, -2.0]))


def gradient_descent(gradient, p0, eta=0.05, n=100):
    return Descent(gradient, p0, eta).run(n)


faster_direction = lambda: "y"


def plot_contour_path(trace):
    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 5))
    A, B = np.meshgrid(np.linspace(-6, 8, 80), np.linspace(-8, 8, 80))
    left.contour(A, B, loss(A, B), levels=np.logspace(-1, 3, 15), cmap=cm.viridis)
    left.plot(trace[:, 0], trace[:, 1], color="r")
    left.scatter([1], [-2], marker="*")
    right.semilogy([loss(a, b) + 1e-12 for a, b in trace])
    return figure
