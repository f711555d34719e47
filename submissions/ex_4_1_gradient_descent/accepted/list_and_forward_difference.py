# forward difference: rougher, but the walk gets there
import matplotlib.pyplot as plt

EPS = 1e-6

def f(x):
    return x*x*x*x - 3*x*x + 2

def gradient_descent(f, x0, lr=0.01, steps=200):
    x = float(x0)
    path = [x]
    for i in range(steps):
        slope = (f(x + EPS) - f(x)) / EPS
        x -= lr * slope
        path.append(x)
    return path

def which_minimum(x0):
    path = gradient_descent(f, x0, lr=0.01, steps=500)
    return path[-1]

def plot_path(history):
    plt.plot(range(len(history)), history, 'r.-')
    plt.title("path")
