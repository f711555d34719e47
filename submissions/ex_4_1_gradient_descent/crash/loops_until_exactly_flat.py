# expected: timed_out
# The slope is never exactly zero, so this never ends.
import matplotlib.pyplot as plt

def f(x):
    return x**4 - 3*x**2 + 2

def gradient_descent(f, x0, lr=0.01, steps=200):
    x = x0
    history = [x]
    slope = 1
    while slope != 0.1234567:
        slope = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
        x = x - lr*slope
        if len(history) <= steps:
            history.append(x)
    return history

def which_minimum(x0):
    return 1.2247 if x0 > 0 else -1.2247

def plot_path(history):
    plt.plot(history)
    return plt.gcf()
