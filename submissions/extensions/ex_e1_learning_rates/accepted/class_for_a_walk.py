import numpy as np
import matplotlib.pyplot as plt

class Walk:
    def __init__(self, f, x0, lr):
        self.f, self.lr, self.places = f, lr, [x0]

    def step(self, h=1e-6):
        x = self.places[-1]
        self.places.append(x - self.lr * (self.f(x + h) - self.f(x - h)) / (2 * h))

def compare_learning_rates(f, x0, rates, steps=50):
    walks = [Walk(f, x0, lr) for lr in rates]
    for _ in range(steps):
        for walk in walks:
            walk.step()
    return [walk.places for walk in walks]

def plot_learning_rates(rates, histories):
    for lr, history in zip(rates, histories):
        plt.plot(history, label=f"lr = {lr}")
    plt.legend()
