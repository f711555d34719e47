import numpy as np
import matplotlib.pyplot as plt

def compare_learning_rates(f, x0, rates, steps=50):
    histories = []
    for lr in rates:
        x = x0
        history = [x]
        for _ in range(steps):
            x = x - lr * (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
            history.append(x)
        histories.append(history)
    return histories

def plot_learning_rates(rates, histories):
    fig, ax = plt.subplots()
    for k in range(len(rates)):
        ax.plot(np.arange(len(histories[k])), histories[k], ".-")
        ax.text(len(histories[k]), histories[k][-1], str(rates[k]))
    ax.set_xlabel("step")
    return fig
