import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(f, x0, rates, steps=50):
    lr = np.array(rates, dtype=float)
    place = np.full(len(lr), float(x0))
    rows = [place]
    for _ in range(steps):
        slopes = np.array([(f(p + 1e-6) - f(p - 1e-6)) / 2e-6 for p in place])
        place = place - lr * slopes
        rows.append(place)
    return np.array(rows).T

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
