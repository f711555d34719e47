# expected: error
# Hands the point to grad as one argument, but grad takes x and y.
import numpy as np
import matplotlib.pyplot as plt

def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2

def grad_loss(params):
    x, y = params
    return np.array([2*(x - 1), 20*(y + 2)])

def gradient_descent(grad, start, lr=0.05, steps=100):
    params = np.array(start)
    history = [params]
    for i in range(steps):
        params = params - lr * grad(params)
        history.append(params)
    return np.array(history)

def faster_direction():
    return "y"

def plot_contour_path(history):
    X, Y = np.meshgrid(np.linspace(-1, 6), np.linspace(-5, 6))
    plt.contour(X, Y, loss(X, Y))
    plt.plot(history[:, 0], history[:, 1])
