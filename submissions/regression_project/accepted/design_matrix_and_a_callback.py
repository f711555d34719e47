import matplotlib.pyplot as plt
import numpy as np


def generate_data(n=50, seed=42):
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(-2, 6, n))
    y = np.array([1, 2]) @ np.vstack([np.ones(n), x]) + 0.7 * rng.standard_normal(n)
    return x, y


def mse_loss(w, b, x, y):
    return float(np.linalg.norm(w * x + b - y) ** 2 / np.size(y))


def mse_gradient(w, b, x, y):
    X = np.column_stack([x, np.ones(len(x))])
    g = 2 / len(x) * X.T @ (X @ np.array([w, b]) - y)
    return g[0], g[1]


def step(w, b, x, y, lr, note):
    dw, db = mse_gradient(w, b, x, y)
    w, b = w - lr * dw, b - lr * db
    note(mse_loss(w, b, x, y))
    return w, b


def train(x, y, lr=0.01, epochs=200):
    losses = [mse_loss(0.0, 0.0, x, y)]
    w, b = 0.0, 0.0
    for _ in range(epochs):
        w, b = step(w, b, x, y, lr, note=losses.append)
    return np.float64(w), np.float64(b), tuple(losses)


def plot_results(x, y, w, b, loss_history):
    fig, axs = plt.subplots(2, 2)
    axs[0, 0].plot(loss_history)
    axs[0, 1].loglog(np.arange(1, len(loss_history) + 1), loss_history)
    axs[1, 0].plot(x, y, "bx", x, w * x + b, "r")
    axs[1, 1].hist(y - w * x - b)
    return fig
