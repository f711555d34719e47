# misconception: divided-by-one-step
# Both sides, and the run of one.
import matplotlib.pyplot as plt


def f(x):
    return x**4 - 3*x**2 + 2


def gradient_descent(f, x0, lr=0.01, steps=200):
    h = 0.05
    places = [x0]
    for _ in range(steps):
        x = places[-1]
        slope = (f(x + h) - f(x - h)) / h
        places.append(x - lr*slope)
    return places


def which_minimum(x0):
    return 1.225 if x0 > 0 else -1.225


def plot_path(history):
    plt.figure()
    plt.plot(range(len(history)), history, "o")
