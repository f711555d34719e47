import numpy as np


class Walker:
    """Takes one downhill step each time it is asked."""

    def __init__(self, function, position, lr):
        self.function = function
        self.position = position
        self.lr = lr

    def slope(self):
        h = 1e-6 * max(1.0, abs(self.position))
        left, right = self.position - h, self.position + h
        return (self.function(right) - self.function(left)) / (right - left)

    def step(self):
        self.position = self.position - self.lr * self.slope()
        return self.position

    def walk(self, steps):
        yield self.position
        for _ in range(steps):
            yield self.step()


def f(x):
    return np.polyval([1, 0, -3, 0, 2], x)


def gradient_descent(f, x0, lr=0.01, steps=200):
    return np.fromiter(Walker(f, x0, lr).walk(steps), dtype=float)


def which_minimum(x0):
    walker = Walker(f, x0, 0.01)
    for _ in range(2000):
        walker.step()
    return float(walker.position)


def plot_path(history):
    from matplotlib.figure import Figure
    fig = Figure()
    ax = fig.subplots()
    ax.plot(np.arange(len(history)), history)
    return fig
