def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    x, y = float(start[0]), float(start[1])
    vx = vy = 0.0
    history = [(x, y)]
    for _ in range(steps):
        gx, gy = grad(x, y)
        vx, vy = beta * vx - lr * gx, beta * vy - lr * gy
        x, y = x + vx, y + vy
        history.append((x, y))
    return history
