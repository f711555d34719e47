import matplotlib.pyplot as plt

try:
    from ex_1_1_numerical_derivative import numerical_derivative
except ModuleNotFoundError:
    def numerical_derivative(f, x, h=1e-7):
        return (f(x + h / 2) - f(x - h / 2)) / h


def f(x):
    return x * x * (x * x - 3) + 2


def gradient_descent(f, x0, lr=0.01, steps=200):
    history = [0.0] * (steps + 1)
    history[0] = x0
    for k in range(1, steps + 1):
        history[k] = history[k - 1] - lr * numerical_derivative(f, history[k - 1])
    return history


def which_minimum(x0):
    path = gradient_descent(f, x0, 0.01, 1000)
    print("came to rest at", path[-1])
    return float(path[-1])


def plot_path(history):
    plt.title("x after each step")
    plt.step(range(len(history)), history)
    plt.plot(range(len(history)), history, "o")
    plt.show()
