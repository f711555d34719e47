import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(f, x0, rates, steps=50):
    def walk(lr):
        place = x0
        yield place
        for _ in range(steps):
            place = place - lr * f(complex(place, 1e-20)).imag / 1e-20
            yield place
    return tuple(tuple(walk(lr)) for lr in rates)

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
