"""Extension E8, solved: Newton's method for a minimum."""


def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    history = [x0]
    while True:
        x = history[-1]
        slope, curvature = f_prime(x), f_second(x)
        if curvature <= 0:
            return history, None
        if abs(slope) < tolerance:
            return history, f(x)
        if len(history) > max_steps:
            return history, None
        history.append(x - slope / curvature)
