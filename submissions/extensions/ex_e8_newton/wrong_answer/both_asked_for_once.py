# misconception: gradient-not-recomputed
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = [x]
    slope, curvature = f_prime(x), f_second(x)
    for k in range(max_steps + 1):
        if curvature <= 0:
            return history, None
        if abs(slope) < tolerance:
            return history, f(x)
        if k == max_steps:
            return history, None
        x = x - slope / curvature
        history.append(x)
