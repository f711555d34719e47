# misconception: step-instead-of-slope
def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    history = [x0]
    for _ in range(max_steps):
        new = history[-1] - lr * slope(history[-1])
        history.append(new)
        if abs(history[-1] - history[-2]) < tolerance:
            return history, True
    return history, False
