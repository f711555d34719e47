# misconception: last-place-not-looked-at
def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    x = x0
    history = [x]
    for _ in range(max_steps):
        s = slope(x)
        if abs(s) < tolerance:
            return history, True
        x = x - lr * s
        history.append(x)
    return history, False
