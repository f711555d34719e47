import random
import matplotlib.pyplot as plt

def generate_data(n=50, seed=42):
    rng = random.Random(seed)
    xs, ys = [], []
    for i in range(n):
        x = rng.uniform(0, 10)
        xs.append(x)
        ys.append(2*x + 1 + rng.gauss(0, 0.5))
    return xs, ys

def mse_loss(w, b, x, y):
    total = 0.0
    for xi, yi in zip(x, y):
        total += (w*xi + b - yi)**2
    return total / len(x)

def mse_gradient(w, b, x, y):
    dw = db = 0.0
    for xi, yi in zip(x, y):
        e = w*xi + b - yi
        dw += 2*e*xi
        db += 2*e
    return [dw / len(x), db / len(x)]

def train(x, y, lr=0.01, epochs=200):
    w = 0
    b = 0
    history = []
    for _ in range(epochs):
        dw, db = mse_gradient(w, b, x, y)
        w -= lr*dw
        b -= lr*db
        history.append(mse_loss(w, b, x, y))     # after the step
    return w, b, history

def plot_results(x, y, w, b, loss_history):
    plt.figure()
    plt.plot(list(range(1, len(loss_history) + 1)), loss_history)
    plt.figure()
    plt.plot(x, y, "o")
    plt.plot([min(x), max(x)], [w*min(x) + b, w*max(x) + b])
