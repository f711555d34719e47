# misconception: last-place-missing
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = []
    while True:
        if f_second(x) <= 0:
            return history + [x], None
        if abs(f_prime(x)) < tolerance:
            return history, f(x)
        history.append(x)
        if len(history) > max_steps:
            return history, None
        x = x - f_prime(x) / f_second(x)
