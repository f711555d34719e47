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
    figure, axes = plt.subplots(1, len(rates), squeeze=False)
    for ax, lr, history in zip(axes[0], rates, histories):
        ax.scatter(range(len(history)), history, s=4)
        ax.set_title("rate %.2f" % lr)
    return figure
