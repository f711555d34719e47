import matplotlib.pyplot as plt

def loss(x, y):
    a = x - 1
    b = y + 2
    return a*a + 10*b*b

def grad_loss(x, y):
    return [2*x - 2, 20*y + 40]

def gradient_descent(grad, start, lr=0.05, steps=100):
    x, y = float(start[0]), float(start[1])
    rows = [[x, y]]
    for _ in range(steps):
        g = grad(x, y)
        gx = float(g[0])
        gy = float(g[1])
        x, y = x - lr * gx, y - lr * gy
        rows.append([x, y])
    return rows

def faster_direction():
    """20 beats 2"""
    return "y"

def plot_contour_path(history):
    import numpy as np
    X, Y = np.mgrid[-3:7:60j, -7:7:60j]
    plt.contourf(X, Y, loss(X, Y), 20)
    plt.colorbar()
    plt.scatter([p[0] for p in history], [p[1] for p in history], c="white", s=10)
    plt.xlabel("x")
    plt.ylabel("y")
