# misconception: step-instead-of-slope
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    history = [x0]
    for _ in range(max_steps):
        x = history[-1]
        if f_second(x) <= 0:
            return history, None
        history.append(x - f_prime(x) / f_second(x))
        if abs(history[-1] - x) < tolerance:
            return history, f(history[-1])
    return history, None
