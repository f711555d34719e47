# misconception: step-replaces-place
# The step is kept and the place that it starts from is forgotten.
import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(f, x0, rates, steps=50):
    histories = []
    for lr in rates:
        x = x0
        history = [x]
        for _ in range(steps):
            x = -lr * (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
            history.append(x)
        histories.append(history)
    return histories

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
