def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    history = [float(x0)]
    while f_second(history[-1]) > 0:
        x = history[-1]
        if abs(f_prime(x)) < tolerance:
            return history, f(x)
        if len(history) == max_steps + 1:
            break
        history.append(x - f_prime(x) / f_second(x))
    return history, None
