import matplotlib.pyplot as plt

f = lambda t: t**4 - 3*t**2 + 2
d = lambda func, t, eps=1e-6: (func(t + eps) - func(t - eps)) / (2 * eps)


def gradient_descent(func, start, learning_rate=0.01, n_iter=200):
    values = [start]
    while len(values) < n_iter + 1:
        values.append(values[-1] - learning_rate * d(func, values[-1]))
    return values


which_minimum = lambda start: gradient_descent(f, start)[-1]


def plot_path(values):
    figure = plt.figure(figsize=(8, 3))
    axes = figure.add_subplot(1, 1, 1)
    axes.scatter(list(range(len(values))), values, s=8)
    return axes
