import numpy as np


def quadratic_loss(a, b, c, x, y):
    x, y = np.asarray(x), np.asarray(y)
    miss = a * x**2 + b * x + c - y
    return np.mean(miss**2)


def quadratic_gradient(a, b, c, x, y):
    x, y = np.asarray(x), np.asarray(y)
    miss = a * x**2 + b * x + c - y
    return 2 * np.mean(miss * x**2), 2 * np.mean(miss * x), 2 * np.mean(miss)


def train_quadratic(x, y, lr=0.02, epochs=200):
    a = b = c = 0.0
    history = []
    for _ in range(epochs):
        history.append(quadratic_loss(a, b, c, x, y))
        da, db, dc = quadratic_gradient(a, b, c, x, y)
        a, b, c = a - lr * da, b - lr * db, c - lr * dc
    return a, b, c, history


rng = np.random.default_rng(0)
xs = rng.uniform(-2, 2, 40)
ys = xs**2 - 2 * xs + 3 + rng.normal(0, 0.3, 40)
a, b, c, losses = train_quadratic(xs, ys)
print(f"y = {a:.2f} x^2 + {b:.2f} x + {c:.2f}")
import matplotlib.pyplot as plt
plt.plot(losses)
plt.show()
