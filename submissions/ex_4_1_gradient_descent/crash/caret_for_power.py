# expected: error
# Takes ^ for a power; it works on the bits of whole numbers only.
import matplotlib.pyplot as plt

def f(x):
    return x^4 - 3*x^2 + 2

def gradient_descent(f, x0, lr=0.01, steps=200):
    history = [x0]
    for i in range(steps):
        x = history[i]
        history.append(x - lr*(f(x + 1e-6) - f(x - 1e-6))/2e-6)
    return history

def which_minimum(x0):
    return gradient_descent(f, x0)[-1]

def plot_path(history):
    plt.plot(history)
