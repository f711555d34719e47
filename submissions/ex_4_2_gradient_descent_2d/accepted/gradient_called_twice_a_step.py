import numpy as np
import matplotlib.pyplot as plt


def loss(x, y):
    return pow(x - 1, 2) + 10 * pow(y + 2, 2)


def grad_loss(x, y):
    by_x = 2 * (x - 1)
    by_y = 2 * 10 * (y + 2)
    return [by_x, by_y]


def gradient_descent(grad, start, lr=0.05, steps=100):
    history = np.zeros((steps + 1, 2))
    x, y = history[0] = np.array(start, float)
    for k in range(steps):
        new_x = x - lr * grad(x, y)[0]
        new_y = y - lr * grad(x, y)[1]
        x, y = new_x, new_y
        history[k + 1] = x, y
    return history


def faster_direction():
    along_x = along_y = 5.0 - 1, 5.0 + 2
    path = gradient_descent(grad_loss, [5.0, 5.0], lr=0.01)
    first_x = np.argmax(abs(path[:, 0] - 1) < 0.01 * along_x[0])
    first_y = np.argmax(abs(path[:, 1] + 2) < 0.01 * along_y[1])
    return "y" if first_y < first_x or first_x == 0 else "x"


def plot_contour_path(history):
    plt.clf()
    gx = np.linspace(-2, 6, 60)
    gy = np.linspace(-6, 6, 60)
    Z = [[loss(a, b) for a in gx] for b in gy]
    plt.contour(gx, gy, Z)
    for here, there in zip(history[:-1], history[1:]):
        plt.plot([here[0], there[0]], [here[1], there[1]], "b-")
    return plt.gcf()
