# expected: error
# Unpacks two slopes from a gradient that returns one number.
import numpy as np
import matplotlib.pyplot as plt

def generate_data(n=50, seed=42):
    np.random.seed(seed)
    x = np.random.uniform(-5, 5, n)
    return x, 2*x + 1 + np.random.normal(0, 1, n)

def mse_loss(w, b, x, y):
    return np.mean((w*x + b - y)**2)

def mse_gradient(w, b, x, y):
    return 2*np.mean((w*x + b - y)*x)

def train(x, y, lr=0.01, epochs=200):
    w = b = 0.0
    loss_history = []
    for i in range(epochs):
        dw, db = mse_gradient(w, b, x, y)
        w -= lr*dw
        b -= lr*db
        loss_history.append(mse_loss(w, b, x, y))
    return w, b, loss_history

def plot_results(x, y, w, b, loss_history):
    plt.plot(loss_history)
