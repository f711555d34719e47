def partial(f, p, i, h):
    up = p[:i] + [p[i] + h] + p[i + 1:]
    down = p[:i] + [p[i] - h] + p[i + 1:]
    return float(f(*up) - f(*down)) / (2 * h)


def descend_n(f, start, lr=0.05, steps=100, h=1e-5):
    p = [float(x) for x in start]
    history = [p]
    for _ in range(steps):
        p = [x - lr * partial(f, p, i, h) for i, x in enumerate(p)]
        history.append(p)
    return history


def slowest_coordinate(history):
    rows = [list(row) for row in history]
    arrives = []
    for column in zip(*rows):
        way = abs(column[0] - column[-1])
        far = [k for k, x in enumerate(column) if abs(x - column[-1]) > way / 100]
        arrives.append(far[-1] + 1)
    return arrives.index(max(arrives))
