# expected: timed_out
def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    x = x0
    history = [x]
    while slope(x) != 0.123:
        x = x - lr * slope(x)
    return history, True
