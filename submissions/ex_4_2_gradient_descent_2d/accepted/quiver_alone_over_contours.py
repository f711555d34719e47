# The last place has no arrow of its own: it is where the last arrow points.
import matplotlib.pyplot as plt
import numpy as np


def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2


def grad_loss(x, y):
    return 2*(x - 1), 20*(y + 2)


def gradient_descent(grad, start, lr=0.05, steps=100):
    walk = np.zeros((steps + 1, 2))
    walk[0] = start
    for k in range(steps):
        walk[k + 1] = walk[k] - lr*np.asarray(grad(*walk[k]))
    return walk


def faster_direction():
    return "y"


def plot_contour_path(history):
    across, up = np.meshgrid(np.linspace(-7, 7), np.linspace(-7, 7))
    plt.contour(across, up, loss(across, up), levels=20)
    move = history[1:] - history[:-1]
    plt.quiver(*history[:-1].T, *move.T, angles="xy", scale_units="xy", scale=1, color="k")
    plt.show()
