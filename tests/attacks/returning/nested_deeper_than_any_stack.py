# exercise: 2.1; naive grader: crashed
"""Returns iterators in iterators and lists in lists, a million deep: taking them apart needs a stack as deep."""

import itertools


def f(*args):
    chain = iter(())
    for _ in range(1_000_000):
        chain = itertools.chain(chain)
    return chain


def gradient(*args):
    nested = []
    for _ in range(1_000_000):
        nested = [nested]
    return nested


partial_derivative = f
analytical_gradient = gradient
