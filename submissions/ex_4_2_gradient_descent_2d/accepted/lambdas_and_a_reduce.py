from functools import reduce

import matplotlib.pyplot as plt
import numpy as np

loss = lambda x, y: (x - 1) ** 2 + 10 * (y + 2) ** 2
grad_loss = lambda x, y: np.array([2.0 * (x - 1), 20.0 * (y + 2)])
gradient_descent = lambda grad, start, lr=0.05, steps=100: np.array(
    reduce(lambda path, _: path + [path[-1] - lr * grad(*path[-1])], range(steps), [np.array(start, float)])
)
faster_direction = lambda: "y"


def plot_contour_path(history):
    x, y = np.linspace(-3, 7, 90), np.linspace(-7, 7, 90)
    plt.contour(x, y, loss(x[None, :], y[:, None]))
    plt.plot(*history.T, "ko-", alpha=0.5)
    plt.plot(1, -2, "r*")
    plt.axis("equal")
