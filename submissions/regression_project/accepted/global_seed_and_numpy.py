import numpy as np
import matplotlib.pyplot as plt


def generate_data(n=50, seed=42):
    np.random.seed(seed)
    x = np.random.uniform(-5, 5, n)
    y = 2*x + 1 + np.random.normal(0, 1, n)
    return x, y


def mse_loss(w, b, x, y):
    predictions = w*x + b
    return np.mean((predictions - y)**2)


def mse_gradient(w, b, x, y):
    n = len(x)
    errors = w*x + b - y
    dw = (2/n)*np.sum(errors*x)
    db = (2/n)*np.sum(errors)
    return dw, db


def train(x, y, lr=0.01, epochs=200):
    w, b = 0.0, 0.0
    loss_history = []
    for epoch in range(epochs):
        loss_history.append(mse_loss(w, b, x, y))
        dw, db = mse_gradient(w, b, x, y)
        w = w - lr*dw
        b = b - lr*db
    return w, b, loss_history


def plot_results(x, y, w, b, loss_history):
    fig, axes = plt.subplots(1, 2, figsize=(14, 5))
    axes[0].plot(loss_history, "b-")
    axes[1].scatter(x, y, alpha=0.7)
    line = np.linspace(-5, 5, 100)
    axes[1].plot(line, w*line + b, "r-")
    axes[1].plot(line, 2*line + 1, "g--")
    return fig
