# expected: error
# Uses np without importing it.
import matplotlib.pyplot as plt


def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2


def grad_loss(x, y):
    return np.array([2*(x - 1), 20*(y + 2)])


def gradient_descent(grad, start, lr=0.05, steps=100):
    history = np.zeros((steps + 1, 2))
    history[0] = start
    for i in range(steps):
        history[i + 1] = history[i] - lr*grad(*history[i])
    return history


def faster_direction():
    return "y"


def plot_contour_path(history):
    plt.plot(history[:, 0], history[:, 1])
