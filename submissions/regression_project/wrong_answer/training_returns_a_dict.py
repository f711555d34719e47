# misconception: dict-instead-of-tuple
# Names tell what is what.
import matplotlib.pyplot as plt
import numpy as np


def generate_data(n=50, seed=42):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-5, 5, n)
    y = 2*x + 1 + rng.normal(0, 1, n)
    return x, y


def mse_loss(w, b, x, y):
    return np.mean((w*x + b - y)**2)


def mse_gradient(w, b, x, y):
    errors = w*x + b - y
    dw = 2*np.mean(errors*x)
    db = 2*np.mean(errors)
    return dw, db


def train(x, y, lr=0.01, epochs=200):
    w, b = 0.0, 0.0
    loss_history = []
    for _ in range(epochs):
        loss_history.append(mse_loss(w, b, x, y))
        dw, db = mse_gradient(w, b, x, y)
        w = w - lr*dw
        b = b - lr*db
    return {"weight": w, "bias": b, "losses": loss_history}


def plot_results(x, y, w, b, loss_history):
    fig, (left, right) = plt.subplots(1, 2)
    left.plot(loss_history)
    right.scatter(x, y)
    right.plot(x, w*x + b, "r-")
    return fig
