"""Matrix form: predictions are A @ theta with theta = (w, b)."""
import matplotlib.pyplot as plt
import numpy as np


def design(x):
    return np.column_stack([x, np.ones(len(x))])


def generate_data(n=50, seed=42):
    rng = np.random.default_rng(seed)
    x = np.linspace(-3, 3, n)
    y = design(x) @ [2, 1] + 0.3 * rng.standard_normal(n)
    return np.array([x, y])


def mse_loss(w, b, x, y):
    r = design(x) @ [w, b] - y
    return r @ r / r.size


def mse_gradient(w, b, x, y):
    A = design(x)
    return 2 * A.T @ (A @ [w, b] - y) / len(x)


def train(x, y, lr=0.01, epochs=200):
    theta = np.zeros(2)
    losses = np.zeros(epochs + 1)
    losses[0] = mse_loss(*theta, x, y)
    for k in range(epochs):
        theta = theta - lr * mse_gradient(*theta, x, y)
        losses[k + 1] = mse_loss(*theta, x, y)
    return theta[0], theta[1], losses


def plot_results(x, y, w, b, loss_history):
    fig = plt.figure()
    top = fig.add_subplot(2, 1, 1)
    top.semilogy(loss_history)
    bottom = fig.add_subplot(2, 1, 2)
    bottom.scatter(x, y)
    bottom.axline((0, b), slope=w, color="r")
    return [top, bottom]
