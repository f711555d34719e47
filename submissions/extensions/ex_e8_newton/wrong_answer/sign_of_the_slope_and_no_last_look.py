# misconception: size-forgotten
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = [x]
    for _ in range(max_steps):
        if f_second(x) <= 0:
            return history, None
        if f_prime(x) < tolerance:
            return history, f(x)
        x = x - f_prime(x) / f_second(x)
        history.append(x)
    return history, None
