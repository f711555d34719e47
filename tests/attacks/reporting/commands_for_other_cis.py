# exercise: 2.1; naive grader: injected
"""Prints what other CIs obey, at the start of a line of a message."""


def f(*args):
    raise ValueError("wrong\n##[error]broken\n##vso[task.setvariable variable=result]10\n##teamcity[testPassed]\n::x::")


partial_derivative = gradient = analytical_gradient = f
