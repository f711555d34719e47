# misconception: returns-last-point-only
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = [x]
    for _ in range(max_steps):
        slope, curvature = f_prime(x), f_second(x)
        if curvature <= 0:
            return x, None
        if abs(slope) < tolerance:
            return x, f(x)
        x = x - slope / curvature
        history.append(x)
    if f_second(x) > 0 and abs(f_prime(x)) < tolerance:
        return x, f(x)
    return x, None
