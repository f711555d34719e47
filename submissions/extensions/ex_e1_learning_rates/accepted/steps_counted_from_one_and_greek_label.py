import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(f, x0, rates, steps=50):
    histories = []
    for lr in rates:
        x = x0
        history = [x]
        for _ in range(steps):
            x = x - lr * (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
            history.append(x)
        histories.append(history)
    return histories

def plot_learning_rates(rates, histories):
    axes = plt.figure().add_subplot()
    pairs = list(zip(rates, histories))
    for eta, walk in sorted(pairs, key=lambda pair: pair[0]):
        axes.plot(range(1, len(walk) + 1), walk, marker="o", label=rf"$\eta = {eta}$")
    axes.legend(title="rates")
    return axes
