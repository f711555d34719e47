def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    here = slope(x0)
    if abs(here) < tolerance:
        return [x0], True
    if max_steps == 0:
        return [x0], False
    rest, converged = descend_until(slope, x0 - lr * here, lr, tolerance, max_steps - 1)
    return [x0] + rest, converged
