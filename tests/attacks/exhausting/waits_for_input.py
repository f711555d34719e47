# exercise: 2.1; naive grader: hung
"""Waits for what nobody will ever type or send."""

import os

read, write = os.pipe()


def f(*args):
    try:
        input("f? ")
    except EOFError:
        pass
    os.read(read, 1)


partial_derivative = gradient = analytical_gradient = f
