import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(f, x0, rates, steps=50):
    histories = []
    for lr in rates:
        x = x0
        history = np.zeros(steps + 1)
        history[0] = x
        for k in range(steps):
            x = x - lr * (f(x + 1e-7) - f(x)) / 1e-7
            history[k + 1] = x
        histories.append(history)
    return histories

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
