# exercise: 2.1; naive grader: hung
"""Loads well and never returns from a call."""


def f(*args):
    while True:
        pass


partial_derivative = gradient = analytical_gradient = f
