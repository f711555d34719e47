# partial derivatives from 2.1 instead of a formula
import numpy as np
import matplotlib.pyplot as plt

def loss(x, y):
    return (x-1)**2 + 10*(y+2)**2

def grad_loss(x, y):
    h = 1e-6
    dx = (loss(x+h, y) - loss(x-h, y)) / (2*h)
    dy = (loss(x, y+h) - loss(x, y-h)) / (2*h)
    return np.array([dx, dy])

def gradient_descent(grad, start, lr=0.05, steps=100):
    xs = [start[0]]
    ys = [start[1]]
    for k in range(steps):
        gx, gy = grad(xs[k], ys[k])
        xs.append(xs[k] - lr*gx)
        ys.append(ys[k] - lr*gy)
    return np.column_stack([xs, ys])

def faster_direction():
    return "y"

def plot_contour_path(history):
    xs = np.arange(-2, 8, 0.25)
    ys = np.arange(-6, 8, 0.25)
    X, Y = np.meshgrid(xs, ys)
    plt.pcolormesh(X, Y, loss(X, Y))
    plt.contour(X, Y, loss(X, Y), colors="k")
    plt.plot([p for p in history[:, 0]], [p for p in history[:, 1]], "w.-")
    return plt.gcf().axes
