# expected: timed_out
# Noisy points never lie on one line, so the loss never gets there.
import numpy as np
import matplotlib.pyplot as plt


def generate_data(n=50, seed=42):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-5, 5, n)
    return x, 2*x + 1 + rng.normal(0, 1, n)


def mse_loss(w, b, x, y):
    return np.mean((w*x + b - y)**2)


def mse_gradient(w, b, x, y):
    e = w*x + b - y
    return 2*np.mean(e*x), 2*np.mean(e)


def train(x, y, lr=0.01, epochs=200):
    w = b = 0.0
    loss = 1.0
    loss_history = []
    while loss > 0:
        loss = mse_loss(w, b, x, y) + 1e-9
        if len(loss_history) < epochs:
            loss_history.append(loss)
        dw, db = mse_gradient(w, b, x, y)
        w, b = w - lr*dw, b - lr*db
    return w, b, loss_history


def plot_results(x, y, w, b, loss_history):
    plt.plot(loss_history)
    return plt.gcf()
