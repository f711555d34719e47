def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    x = x0
    history = [x]
    for _ in range(max_steps):
        slope, curvature = f_prime(x), f_second(x)
        if curvature <= 0:
            return history, None
        if abs(slope) < tolerance:
            return history, f(x)
        print(f'at {x:.6f} the slope is {slope:.3g}')
        x = x - slope / curvature
        history.append(x)
    if f_second(x) > 0 and abs(f_prime(x)) < tolerance:
        return history, f(x)
    return history, None


walk, lowest = newton_minimum(lambda x: x**3 - 3 * x, lambda x: 3 * x**2 - 3, lambda x: 6 * x, 2.0)
print(walk, lowest)
import matplotlib.pyplot as plt
plt.plot(walk)
plt.show()
