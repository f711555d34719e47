"""Exercise 2.2: which input matters most here?

The gradient answers a practical question: standing at some point, which variable moves the function
most when it is changed a little? Measure the gradient of f(x, y, z) = x² + 2y² + 3z² at (1, 1, 1)
and read the answer off it. A steep way down counts as much as a steep way up. Write both functions
for any number of variables.

You may reuse your earlier work: `from ex_2_1_gradient import gradient`.
When you think it works: `calcgrade check 2.2`
"""

import numpy as np


def f(x, y, z):
    """The function x² + 2y² + 3z²; f(1, 1, 1) is 6."""
    raise NotImplementedError("Return x² + 2y² + 3z².")


def gradient(f, point, h=1e-7):
    """Estimate the gradient of `f` at `point` by central differences.

    Parameters
    ----------
    f : callable
        Takes the n coordinates as n separate numbers; returns one number.
    point : list or array of n numbers, n >= 1
        Where the gradient is wanted. Leave the caller's list or array as it is.
    h : float
        How far to move each variable to either side, in the units of that variable.

    Returns
    -------
    array of shape (n,)
        One slope per variable, in units of `f` per unit of that variable.
    """
    raise NotImplementedError("Measure one central difference per variable.")


def most_influential(f, point):
    """Index of the variable along which `f` is steepest at `point`, whether up or down.

    Parameters are those of `gradient`. Returns an int, counted from 0; for the f above at (9, 1, 1) it is 0.
    """
    raise NotImplementedError("Find the entry of the gradient that is farthest from zero.")
