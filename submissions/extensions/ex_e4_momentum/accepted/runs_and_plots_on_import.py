import numpy as np


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    p = np.array(start, dtype=float)
    v = np.zeros(2)
    history = [p]
    for _ in range(steps):
        g = grad(*p)
        v = beta * v - lr * g
        p = p + v
        history.append(p)
    return np.array(history)


if True:
    import matplotlib.pyplot as plt
    path = momentum_descent(lambda x, y: np.array([2 * (x - 1), 20 * (y + 2)]), [5, 5])
    plt.plot(path[:, 0], path[:, 1])
    plt.show()
    print(path[-1])
