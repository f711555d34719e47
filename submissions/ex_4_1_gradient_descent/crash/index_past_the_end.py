# expected: error
# Makes room for steps places and writes one more.
import numpy as np
import matplotlib.pyplot as plt

def f(x):
    return x**4 - 3*x**2 + 2

def gradient_descent(f, x0, lr=0.01, steps=200):
    history = np.zeros(steps)
    history[0] = x0
    for k in range(steps):
        history[k + 1] = history[k] - lr * (f(history[k] + 1e-6) - f(history[k] - 1e-6)) / 2e-6
    return history

def which_minimum(x0):
    return gradient_descent(f, x0)[-1]

def plot_path(history):
    plt.plot(history)
    return plt.gcf()
