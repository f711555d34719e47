"""Exercise 1.1: measure a slope with two nearby values.

How steep is a function at one point? Look a little to the right of the point and a little to the
left, and compare how far the function rose with how far you walked. That is the central difference.
Write it once, for any function, and then let it measure three functions you may not have
derivatives for in your head.

When you think it works: `calcgrade check 1.1`
"""

import numpy as np


def numerical_derivative(f, x, h=1e-7):
    """Estimate the slope of `f` at `x` by a central difference.

    Parameters
    ----------
    f : callable
        Takes one number, returns one number.
    x : float
        Where the slope is wanted.
    h : float
        How far to look to either side of `x`, in the units of `x`. Always use the value you are given.

    Returns
    -------
    float
        The slope, in units of `f` per unit of `x`: about 10 for `numerical_derivative(lambda x: x**2, 5)`.
    """
    raise NotImplementedError("Compare f a step h above x with f a step h below x.")


def square_slopes():
    """Slopes of x² at 0, 1, 2 and 3, in that order (do you see a pattern?).

    Returns
    -------
    list of 4 floats
        An array of shape (4,) is just as good.
    """
    raise NotImplementedError("Call numerical_derivative on x² at 0, 1, 2 and 3.")


def cubic_slope():
    """Slope of x³ - 2x at x = 1, a float."""
    raise NotImplementedError("Call numerical_derivative on x³ - 2x at 1.")


def sine_slope():
    """Slope of sin at x = 0 (an angle in radians), a float. `np.sin` is a function like any other."""
    raise NotImplementedError("Call numerical_derivative on np.sin at 0.")
