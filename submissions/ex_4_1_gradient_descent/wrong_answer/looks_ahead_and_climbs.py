# misconception: ascends
# A long step to one side, and uphill too: the sign matters more.
import matplotlib.pyplot as plt


def f(x):
    return x**4 - 3*x**2 + 2


def gradient_descent(f, x0, lr=0.01, steps=200):
    h = 1e-3
    places = [x0]
    for _ in range(steps):
        x = places[-1]
        slope = (f(x + h) - f(x)) / h
        places.append(x + lr*slope)
    return places


def which_minimum(x0):
    return 1.225 if x0 > 0 else -1.225


def plot_path(history):
    plt.figure()
    plt.plot(range(len(history)), history, "o")
