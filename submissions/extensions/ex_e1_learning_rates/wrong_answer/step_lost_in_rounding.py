# misconception: step-too-small
# At 1e-50 both points round to x itself and no walk moves.
import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(f, x0, rates, steps=50):
    histories = []
    for lr in rates:
        x = x0
        history = [x]
        for _ in range(steps):
            x = x - lr * (f(x + 1e-50) - f(x - 1e-50)) / 2e-50
            history.append(x)
        histories.append(history)
    return histories

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
