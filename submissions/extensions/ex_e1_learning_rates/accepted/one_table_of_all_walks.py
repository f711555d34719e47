import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(f, x0, rates, steps=50):
    table = np.full((len(rates), steps + 1), float(x0))
    for i in range(len(rates)):
        for k in range(steps):
            x = table[i, k]
            table[i, k + 1] = x - rates[i] * (f(x + 1e-5) - f(x - 1e-5)) / 2e-5
    return table

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
