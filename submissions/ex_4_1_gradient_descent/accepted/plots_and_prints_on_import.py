import matplotlib
matplotlib.use("TkAgg")
import matplotlib.pyplot as plt
import numpy as np

def f(x):
    return x ** 4 - 3 * x ** 2 + 2

x_range = np.linspace(-2.5, 2.5, 200)
plt.plot(x_range, f(x_range))
plt.title("two valleys!")
plt.show()

def derivative(f, x):
    h = 0.0001
    return (f(x + h) - f(x - h)) / (2 * h)

def gradient_descent(f, x0, lr=0.01, steps=200):
    print("starting at", x0)
    x = x0
    history = [x]
    for step in range(steps):
        x = x - lr * derivative(f, x)
        history.append(x)
        if step % 50 == 0:
            print(step, x)
    return np.array(history)

def which_minimum(x0):
    where = gradient_descent(f, x0)[-1]
    print("ends at", where)
    return where

def plot_path(history):
    plt.figure()
    plt.subplot(1, 2, 1)
    plt.plot(x_range, f(x_range), "b-")
    plt.plot(history, f(history), "ro")
    plt.subplot(1, 2, 2)
    plt.plot(history, "r-")
    plt.xlabel("Step")
    plt.savefig("path.png")
    plt.show()

h = gradient_descent(f, 2)
plot_path(h)
print(f"Final x: {h[-1]:.4f}")
