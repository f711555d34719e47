def places(f_prime, f_second, x, tolerance, max_steps):
    yield x
    for _ in range(max_steps):
        if f_second(x) <= 0 or abs(f_prime(x)) < tolerance:
            return
        x -= f_prime(x) / f_second(x)
        yield x


def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    history = list(places(f_prime, f_second, x0, tolerance, max_steps))
    end = history[-1]
    found = f_second(end) > 0 and abs(f_prime(end)) < tolerance
    return history, f(end) if found else None
