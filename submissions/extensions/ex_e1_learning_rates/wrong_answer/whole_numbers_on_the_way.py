# misconception: whole-numbers-only
# An array made of whole numbers cuts the decimals of every place off.
import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(f, x0, rates, steps=50):
    histories = []
    for lr in rates:
        x = int(x0)
        history = [x]
        for _ in range(steps):
            x = int(x - lr * (f(x + 1e-6) - f(x - 1e-6)) / 2e-6)
            history.append(x)
        histories.append(history)
    return histories

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
