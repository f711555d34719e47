from math import cos, sin


def central(g, t, step):
    rise = g(t + step) - g(t - step)
    return rise / (step + step)


def y(x): return sin(x ** 2)


def dy_dx(x):
    inner = x ** 2
    outer_slope = cos(inner)
    inner_slope = 2 * x
    print(f"outer {outer_slope:.4f}, inner {inner_slope:.4f}")
    return outer_slope * inner_slope


def numerical_dy_dx(x, h=1e-7):
    answer = central(y, x, h)
    print("measured", answer)
    return answer


def chain(outer_prime, inner, inner_prime, x):
    return outer_prime(inner(x)) * inner_prime(x)
