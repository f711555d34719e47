# misconception: none
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = [x]
    for k in range(max_steps + 1):
        slope, curvature = f_prime(x), f_second(x)
        if curvature <= 0:
            return history, None
        if abs(slope) < tolerance:
            return history, f(x)
        if k == max_steps:
            return history, None
        step = slope / curvature
        while f(x - step) > f(x):
            step = step / 2
        x = x - step
        history.append(x)
