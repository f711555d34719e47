import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(g, start, etas, n=50):
    result = []
    for eta in etas:
        trail = [float(start)]
        while len(trail) <= n:
            here = trail[-1]
            trail.append(here - eta*(g(here + 5e-7) - g(here - 5e-7))/1e-6)
        result.append(np.array(trail))
    return result

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
