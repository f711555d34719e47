# misconception: step-instead-of-slope
def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = [x]
    for k in range(max_steps + 1):
        if f_second(x) <= 0:
            return history, None
        step = f_prime(x) / f_second(x)
        if abs(step) < tolerance:
            return history, f(x)
        if k == max_steps:
            return history, None
        x = x - step
        history.append(x)
