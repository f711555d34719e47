import matplotlib.pyplot as plt
from numpy import linspace


def f(x):
    return (x**2 - 1) * (x**2 - 2)


def derivative(g, x, h=1e-5):
    return (g(x - 2*h) - 8*g(x - h) + 8*g(x + h) - g(x + 2*h)) / (12*h)


def gradient_descent(f, x0, lr=0.01, steps=200):
    if steps == 0:
        return (x0,)
    return (x0,) + gradient_descent(f, x0 - lr * derivative(f, x0), lr, steps - 1)


def which_minimum(x0):
    return gradient_descent(f, x0)[-1]


def plot_path(history):
    """the walk on the curve itself"""
    xs = linspace(-2.2, 2.2, 300)
    plt.figure()
    plt.plot(xs, f(xs))
    plt.scatter(history, [f(x) for x in history], color="red")
    return plt.gcf()
