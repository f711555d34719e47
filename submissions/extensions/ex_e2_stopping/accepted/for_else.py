def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    history, converged = [x0], False
    for k in range(max_steps + 1):
        g = slope(history[k])
        if -tolerance < g < tolerance:
            converged = True
            break
        if k < max_steps:
            history.append(history[k] - lr * g)
    return history, converged
