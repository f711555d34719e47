# misconception: place-for-height
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = [x]
    for _ in range(max_steps):
        slope, curvature = f_prime(x), f_second(x)
        if curvature <= 0:
            return history, None
        if abs(slope) < tolerance:
            return history, x
        x = x - slope / curvature
        history.append(x)
    if f_second(x) > 0 and abs(f_prime(x)) < tolerance:
        return history, x
    return history, None
