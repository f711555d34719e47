import matplotlib.pyplot as plt
import numpy as np


def generate_data(n=50, seed=42):
    generator = np.random.Generator(np.random.PCG64(seed))
    x = generator.uniform(low=0.0, high=4.0, size=n)
    noise = generator.standard_normal(n) * 0.8
    return x, 2.0 * x + 1.0 + noise


def mse_loss(w, b, x, y):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    total = 0.0
    for k in range(x.shape[0]):
        miss = y[k] - w * x[k] - b
        total += miss * miss
    return total / x.shape[0]


def mse_gradient(w, b, x, y):
    n = float(len(x))
    x, y = np.array(x), np.array(y)
    prediction = w * x + b
    dw = -(2 / n) * sum(x * (y - prediction))
    db = -(2 / n) * sum(y - prediction)
    return [dw, db]


def train(x, y, lr=0.01, epochs=200):
    parameters = {"w": 0.0, "b": 0.0}
    history = {"loss": []}
    for _ in range(epochs):
        dw, db = mse_gradient(parameters["w"], parameters["b"], x, y)
        history["loss"].append(mse_loss(parameters["w"], parameters["b"], x, y))
        parameters = {"w": parameters["w"] - lr * dw, "b": parameters["b"] - lr * db}
    return parameters["w"], parameters["b"], np.array(history["loss"])


def plot_results(x, y, w, b, loss_history):
    fig = plt.figure(constrained_layout=True)
    grid = fig.add_gridspec(1, 2)
    left, right = fig.add_subplot(grid[0]), fig.add_subplot(grid[1])
    left.scatter(np.arange(len(loss_history)), loss_history, s=4)
    right.scatter(x, y, c="k")
    right.plot(sorted(x), [w * v + b for v in sorted(x)], "r-", lw=2)
    plt.close(fig)
    return fig
