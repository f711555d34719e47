"""Exercise 2.1: one slope for every variable.

A function of several variables has a slope along each of them. Measure one of these partial
derivatives by moving a single coordinate while the others stay where they are, and collect all of
them into the gradient. Then find the gradient of f(x, y) = 3x² + xy + y² with pencil and paper too.
At (1, -1) both ways must agree.

When you think it works: `calcgrade check 2.1`
"""

import numpy as np


def f(x, y):
    """The surface 3x² + xy + y²; f(1, -1) is 3."""
    raise NotImplementedError("Return 3x² + xy + y².")


def partial_derivative(f, point, variable_index, h=1e-7):
    """Estimate the slope of `f` along one variable by a central difference.

    Parameters
    ----------
    f : callable
        Takes the n coordinates as n separate numbers, so call it as `f(*point)`; returns one number.
    point : list or array of n numbers, n >= 1
        Where the slope is wanted. It may hold whole numbers, and it belongs to the caller: leave it as it is.
    variable_index : int
        Which variable moves, counted from 0.
    h : float
        How far it moves to either side, in the units of that variable.

    Returns
    -------
    float
        About -1 for `partial_derivative(f, [1, -1], 1)` with the f above.
    """
    raise NotImplementedError("In a float copy of point, move one coordinate up and down by h; compare f.")


def gradient(f, point, h=1e-7):
    """All n partial derivatives of `f` at `point`, in the order of the variables.

    Parameters are those of `partial_derivative`. Returns an array of shape (n,).
    """
    raise NotImplementedError("Call partial_derivative for every variable and collect the answers.")


def analytical_gradient(x, y):
    """The exact gradient of 3x² + xy + y² at (x, y) from your own formulas, an array of shape (2,)."""
    raise NotImplementedError("Differentiate by hand: once with y held fixed, once with x held fixed.")
