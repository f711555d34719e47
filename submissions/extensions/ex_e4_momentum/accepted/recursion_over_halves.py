def roll(grad, p, v, lr, beta, steps):
    if steps == 0:
        return []
    g = grad(*p)
    v = [beta * v[i] - lr * g[i] for i in (0, 1)]
    p = [p[i] + v[i] for i in (0, 1)]
    return [p] + roll(grad, p, v, lr, beta, steps - 1)


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    start = [float(s) for s in start]
    return [start] + roll(grad, start, [0.0, 0.0], lr, beta, steps)
