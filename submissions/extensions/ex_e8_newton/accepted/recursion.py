def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    s, c = f_prime(x0), f_second(x0)
    if not c > 0:
        return [x0], None
    if -tolerance < s < tolerance:
        return [x0], f(x0)
    if max_steps == 0:
        return [x0], None
    later, lowest = newton_minimum(f, f_prime, f_second, x0 - s / c, tolerance, max_steps - 1)
    return [x0] + later, lowest
