import matplotlib
matplotlib.use('TkAgg')
import numpy as np
import matplotlib.pyplot as plt

def loss(x, y):
    return (x - 1)**2 + 10*(y + 2)**2

def grad_loss(x, y):
    dx = 2 * (x - 1)
    dy = 10 * 2 * (y + 2)
    return np.array([dx, dy])

def gradient_descent(grad, start, lr=0.05, steps=100):
    params = np.array(start, dtype=float)
    history = [params.copy()]
    for i in range(steps):
        g = np.array(grad(params[0], params[1]))
        params = params - lr * g
        history.append(params.copy())
        if i < 3:
            print("step", i, "params", params)
    return np.array(history)

def faster_direction():
    print("y wins")
    return 'y'

def plot_contour_path(history):
    X, Y = np.meshgrid(np.linspace(-1, 6, 100), np.linspace(-5, 6, 100))
    plt.figure(figsize=(8, 8))
    plt.contour(X, Y, loss(X, Y), levels=30, cmap='viridis')
    plt.plot(history[:, 0], history[:, 1], 'ro-', markersize=3)
    plt.legend(['path'])
    plt.show()

history = gradient_descent(grad_loss, (5, 5))
print("Final:", history[-1])
plot_contour_path(history)
