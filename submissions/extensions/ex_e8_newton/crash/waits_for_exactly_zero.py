# expected: timed_out
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = [x]
    while f_prime(x) != 0.123456789:
        x = x - f_prime(x) / f_second(x)
        history.append(x)
        del history[1:]
    return history, f(x)
