# misconception: height-of-another-place
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history, height = [x], f(x)
    for k in range(max_steps + 1):
        slope, curvature = f_prime(x), f_second(x)
        if curvature <= 0:
            return history, None
        if abs(slope) < tolerance:
            return history, height
        if k == max_steps:
            return history, None
        height = f(x)
        x = x - slope / curvature
        history.append(x)
