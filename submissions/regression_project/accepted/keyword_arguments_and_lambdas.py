import matplotlib.pyplot as plt
import numpy as np

predict = lambda w, b, x: np.add(np.multiply(w, x), b)
mse_loss = lambda w, b, x, y: ((predict(w, b, x) - y) ** 2).mean()
mse_gradient = lambda w, b, x, y: (
    (2 * (predict(w, b, x) - y) * x).mean(),
    (2 * (predict(w, b, x) - y)).mean(),
)


def generate_data(n=50, seed=42):
    state = np.random.RandomState(seed)
    x = np.linspace(-5, 5, n)
    return x, predict(2, 1, x) + state.uniform(-1, 1, size=n)


def train(x, y, lr=0.01, epochs=200):
    path = [(0.0, 0.0)]
    for _ in range(epochs):
        w, b = path[-1]
        dw, db = mse_gradient(w=w, b=b, x=x, y=y)
        path.append((w - lr * dw, b - lr * db))
    return path[-1][0], path[-1][1], [mse_loss(w, b, x, y) for w, b in path]


def plot_results(x, y, w, b, loss_history):
    fig, (ax1, ax2) = plt.subplots(1, 2, figsize=(10, 4))
    ax1.plot(np.arange(len(loss_history)), loss_history)
    ax2.errorbar(x, y, yerr=0.5, fmt="o")
    ax2.axline((0, b), slope=w)
    return fig
