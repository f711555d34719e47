kind = lambda s, c, tolerance: 'stuck' if c <= 0 else 'valley' if abs(s) < tolerance else 'slope'
jump = lambda x, s, c: x - s / c


def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    history = [x0]
    for k in range(max_steps + 1):
        x = history[-1]
        ground = kind(f_prime(x), f_second(x), tolerance)
        if ground != 'slope':
            break
        if k < max_steps:
            history.append(jump(x, f_prime(x), f_second(x)))
    return history, f(x) if ground == 'valley' else None
