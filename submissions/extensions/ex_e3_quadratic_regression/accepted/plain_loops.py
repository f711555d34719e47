def quadratic_loss(a, b, c, x, y):
    total = 0.0
    for u, v in zip(x, y):
        total += (a * u * u + b * u + c - v) ** 2
    return total / len(x)


def quadratic_gradient(a, b, c, x, y):
    da = db = dc = 0.0
    for u, v in zip(x, y):
        miss = a * u * u + b * u + c - v
        da += 2 * miss * u * u
        db += 2 * miss * u
        dc += 2 * miss
    n = len(x)
    return da / n, db / n, dc / n


def train_quadratic(x, y, lr=0.02, epochs=200):
    a = b = c = 0.0
    history = []
    for _ in range(epochs):
        history.append(quadratic_loss(a, b, c, x, y))
        da, db, dc = quadratic_gradient(a, b, c, x, y)
        a, b, c = a - lr * da, b - lr * db, c - lr * dc
    return a, b, c, history
