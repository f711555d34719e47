import matplotlib.pyplot as plt
import numpy as np

def numerical_derivative(func, x, h=1e-7):
    return (func(x + h) - func(x - h)) / (2 * h)

def f(x):
    return x**4 - 3*x**2 + 2

# first try, replaced below
def gradient_descent(f, x0):
    return x0

def gradient_descent(f, x0, lr=0.01, steps=200):
    history = np.array([x0], dtype=float)
    for _ in range(steps):
        history = np.append(history, history[-1] - lr*numerical_derivative(f, history[-1]))
    return history

def which_minimum(x0):
    return np.round(gradient_descent(f, x0, steps=400)[-1], 4)

def plot_path(history):
    xs = np.linspace(-3, 3, 100)
    plt.plot(xs, f(xs))
    for a, b in zip(history[:-1], history[1:]):
        plt.plot([a, b], [f(a), f(b)], color="red", marker="o", markersize=3)
    return plt
