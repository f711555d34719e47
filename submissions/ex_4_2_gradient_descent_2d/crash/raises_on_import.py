# expected: error
# Asks for the row after the last one while the file is read.
import matplotlib.pyplot as plt
import numpy as np

def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2

def grad_loss(x, y):
    return np.array([2*(x - 1), 20*(y + 2)])

def gradient_descent(grad, start, lr=0.05, steps=100):
    p = np.array(start, dtype=float)
    history = [p]
    for _ in range(steps):
        p = p - lr*grad(*p)
        history.append(p)
    return np.array(history)

history = gradient_descent(grad_loss, [5, 5])
print("x after 101 steps:", history[101, 0])

def faster_direction():
    return "y"

def plot_contour_path(history):
    plt.contour(np.zeros((3, 3)))
    plt.plot(history[:, 0], history[:, 1])
