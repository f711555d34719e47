# misconception: none
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = [x]
    for k in range(max_steps + 1):
        slope, curvature = f_prime(x), f_second(x)
        if curvature > 0 and abs(slope) < tolerance:
            return history, f(x)
        if k == max_steps:
            return history, None
        x = x - slope / curvature if curvature > 0 else x - 0.1 * slope
        history.append(x)
