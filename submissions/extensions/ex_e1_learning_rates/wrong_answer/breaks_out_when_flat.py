# misconception: stops-when-converged
# Leaves the loop where little changes, so some histories are too short.
import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(f, x0, rates, steps=50):
    histories = []
    for lr in rates:
        x = x0
        history = [x]
        for _ in range(steps):
            slope = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
            if abs(lr * slope) < 1e-2:
                break
            x = x - lr * slope
            history.append(x)
        histories.append(history)
    return histories

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
