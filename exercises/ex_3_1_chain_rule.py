"""Exercise 3.1: the slope of a function inside a function.

In y = sin(x²) a change of x passes through two stages: first the square, then the sine. Each stage
stretches the change by its own slope, and those stretches multiply. Work out dy/dx that way,
confirm it at x = 1 with a central difference, and then write the rule once for every pair of
functions.

You may reuse your earlier work: `from ex_1_1_numerical_derivative import numerical_derivative`.
When you think it works: `calcgrade check 3.1`
"""

import numpy as np


def y(x):
    """The sine of the square of the number `x` (radians); y(1) is about 0.8415."""
    raise NotImplementedError("Square x first, then take the sine of the result.")


def dy_dx(x):
    """Exact slope of `y` at the number `x` by the chain rule, a float; at x = 1 it is about 1.0806."""
    raise NotImplementedError("Multiply the slope of the sine, taken at x², by the slope of the square.")


def numerical_dy_dx(x, h=1e-7):
    """Slope of `y` at the number `x` by a central difference that looks `h` to either side, a float."""
    raise NotImplementedError("Measure the slope of y the way exercise 1.1 does.")


def chain(outer_prime, inner, inner_prime, x):
    """Slope at `x` of outer(inner(x)), for any two functions of one number.

    Parameters
    ----------
    outer_prime, inner_prime : callable
        The derivatives of the outer and of the inner function; each takes one number and returns one number.
    inner : callable
        The inner function itself.
    x : float
        Where the slope of the composition is wanted.

    Returns
    -------
    float
        12.0 for (x + 1)³ at x = 1: `chain(lambda u: 3 * u**2, lambda x: x + 1, lambda x: 1.0, 1.0)`.
    """
    raise NotImplementedError("Multiply the two slopes, each taken at the number its own stage receives.")
