"""Exercise 1.2: draw the straight line that a curve looks like from close by.

Take f(x) = x³ - 3x. At x = -1, 0 and 1, work out how steep it is, the line that touches it there,
and whether the function is rising, falling or level. Then draw the curve with its three tangents
and see whether the picture agrees.

You may reuse your earlier work: `from ex_1_1_numerical_derivative import numerical_derivative`.
When you think it works: `calcgrade check 1.2`
"""

import matplotlib.pyplot as plt
import numpy as np


def f(x):
    """The curve x³ - 3x, for a number or an array of any shape; f(2) is 2."""
    raise NotImplementedError("Return x³ - 3x.")


def slope(x0):
    """Slope of the curve at the number `x0`, a float: measured or worked out by hand; slope(2) is 9."""
    raise NotImplementedError("Measure the slope of f at x0.")


def tangent_line(x0, x):
    """Height at `x` of the line that touches the curve at `x0`.

    Parameters
    ----------
    x0 : float
        Where line and curve touch.
    x : float or array of shape (n,)
        Where the height of the line is wanted.

    Returns
    -------
    float or array of shape (n,), like `x`
        tangent_line(2, 3) is 11: start at f(2) = 2, walk 1 to the right, climb 9.
    """
    raise NotImplementedError("Start at height f(x0) and climb slope(x0) for every unit between x0 and x.")


def behaviour(x0):
    """What the curve does at the number `x0`: the text "increasing", "decreasing" or "flat".

    A measured slope is seldom exactly zero, so call the curve flat when its slope is very near zero.
    """
    raise NotImplementedError("Turn the sign of slope(x0) into one of the three words.")


def plot_tangents():
    """Draw the curve and its tangents at x = -1, 0 and 1 in one figure, and return the figure."""
    raise NotImplementedError("Plot f between -2.5 and 2.5, then tangent_line for each of the three.")
