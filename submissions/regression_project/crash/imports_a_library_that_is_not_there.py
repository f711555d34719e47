# expected: error
# Wants a library that is neither here nor needed.
import numpy as np
import matplotlib.pyplot as plt
from sklearn.linear_model import LinearRegression

def generate_data(n=50, seed=42):
    np.random.seed(seed)
    x = np.random.uniform(-5, 5, n)
    return x, 2*x + 1 + np.random.normal(0, 1, n)

def mse_loss(w, b, x, y):
    return np.mean((w*x + b - y)**2)

def mse_gradient(w, b, x, y):
    e = w*x + b - y
    return 2*np.mean(e*x), 2*np.mean(e)

def train(x, y, lr=0.01, epochs=200):
    model = LinearRegression().fit(x.reshape(-1, 1), y)
    return model.coef_[0], model.intercept_, [mse_loss(model.coef_[0], model.intercept_, x, y)]*epochs

def plot_results(x, y, w, b, loss_history):
    plt.scatter(x, y)
    plt.plot(x, w*x + b)
