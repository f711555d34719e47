import numpy as np
import matplotlib.pyplot as plt

def slope(f, x, h=1e-4):
    return (f(x - 2*h) - 8*f(x - h) + 8*f(x + h) - f(x + 2*h)) / (12*h)

def walk(f, places, lr, steps):
    if steps == 0:
        return places
    return walk(f, places + [places[-1] - lr*slope(f, places[-1])], lr, steps - 1)

def compare_learning_rates(f, x0, rates, steps=50):
    return [walk(f, [x0], lr, steps) for lr in rates]

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
