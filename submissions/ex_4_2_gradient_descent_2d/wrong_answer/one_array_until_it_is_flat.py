# misconception: history-of-aliases
# The same array again and again, and a break where the ground is level.
import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2


def grad_loss(x, y):
    return np.array([2*(x - 1), 20*(y + 2)])


def gradient_descent(grad, start, lr=0.05, steps=100):
    here = np.array(start, dtype=float)
    path = [here]
    for _ in range(steps):
        slopes = np.asarray(grad(*here))
        if np.abs(slopes).max() < 1e-8:
            break
        here -= lr*slopes
        path.append(here)
    return path


def faster_direction():
    return "y"


def plot_contour_path(history):
    X, Y = np.meshgrid(np.linspace(-6, 6, 60), np.linspace(-6, 6, 60))
    plt.contour(X, Y, loss(X, Y), 20)
    plt.plot(*history.T, "ko-")
