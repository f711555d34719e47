def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    history = [float(x0)]
    while abs(slope(history[-1])) >= tolerance and len(history) <= max_steps:
        history.append(history[-1] - lr * slope(history[-1]))
    return history, abs(slope(history[-1])) < tolerance
