# Complex numbers, booleans and text that a careless float() would let through.
def y(x):
    return "0.8414709848078965"


def dy_dx(x):
    return complex(1.0806046117362795, 1e-300)


def numerical_dy_dx(x, h=1e-7):
    return True


def chain(outer_prime, inner, inner_prime, x):
    yield outer_prime(inner(x)) * inner_prime(x)
