"""Extension E2, solved: descent with a stopping criterion."""


def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    history = [x0]
    while True:
        x = history[-1]
        here = slope(x)
        if abs(here) < tolerance:
            return history, True
        if len(history) > max_steps:
            return history, False
        history.append(x - lr * here)
