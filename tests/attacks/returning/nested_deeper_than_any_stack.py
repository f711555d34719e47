# exercise: 2.1; naive grader: crashed
"""Returns iterators in iterators and lists in lists, millions deep: taking them apart needs a stack as deep."""


def f(*args):
    chain = iter(())
    for _ in range(2_000_000):
        chain = enumerate(chain)
    return chain


def gradient(*args):
    nested = []
    for _ in range(500_000):
        nested = [nested]
    return nested


partial_derivative = f
analytical_gradient = gradient
