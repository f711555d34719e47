# misconception: hilltop-taken-for-valley
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = [x]
    for k in range(max_steps + 1):
        if abs(f_prime(x)) < tolerance:
            return history, f(x)
        if f_second(x) <= 0 or k == max_steps:
            return history, None
        x = x - f_prime(x) / f_second(x)
        history.append(x)
