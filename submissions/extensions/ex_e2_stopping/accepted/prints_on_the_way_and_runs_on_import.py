def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    x = x0
    history = [x]
    for _ in range(max_steps):
        s = slope(x)
        if abs(s) < tolerance:
            return history, True
        x = x - lr * s
        history.append(x)
        if len(history) % 100 == 0:
            print('still walking', x)
    return history, abs(slope(x)) < tolerance


places, arrived = descend_until(lambda x: 2 * (x - 3), 0.0)
print("arrived" if arrived else "gave up", "at", places[-1])
