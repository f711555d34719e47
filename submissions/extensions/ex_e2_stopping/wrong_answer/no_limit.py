# misconception: limit-ignored
def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    x = x0
    history = [x]
    while abs(slope(x)) >= tolerance:
        x = x - lr * slope(x)
        history.append(x)
    return history, True
