# misconception: last-place-missing
def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    x = x0
    history = []
    for _ in range(max_steps + 1):
        if abs(slope(x)) < tolerance:
            return history, True
        history.append(x)
        x = x - lr * slope(x)
    return history, False
