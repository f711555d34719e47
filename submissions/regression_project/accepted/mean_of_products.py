import matplotlib.pyplot as plt
import numpy as np


def generate_data(n=50, seed=42):
    np.random.seed(seed)
    x = 10 * np.random.rand(n)
    y = 1 + 2 * x + np.random.randn(n)
    return x, y


def mse_loss(w, b, x, y):
    return np.mean(np.square(np.subtract(np.polyval([w, b], x), y)))


def mse_gradient(w, b, x, y):
    miss = np.polyval([w, b], x) - y
    return 2 * np.mean(miss * x), 2 * np.mean(miss)


def train(x, y, lr=0.01, epochs=200):
    w = b = 0
    loss_history = []
    epoch = 0
    while epoch < epochs:
        slope_w, slope_b = mse_gradient(w, b, x, y)
        w -= lr * slope_w
        b -= lr * slope_b
        loss_history.append(mse_loss(w, b, x, y))
        epoch += 1
        if epoch % 50 == 0:
            print(f"epoch {epoch}: loss {loss_history[-1]:.3f}")
    return w, b, loss_history


def plot_results(x, y, w, b, loss_history):
    first, second = plt.figure(), plt.figure()
    first.add_subplot().plot(loss_history, "g")
    ax = second.add_subplot()
    ax.plot(x, y, ".")
    grid = np.linspace(x.min(), x.max())
    ax.plot(grid, w * grid + b)
    return first, second
