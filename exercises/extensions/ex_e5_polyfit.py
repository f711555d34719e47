"""Extension E5: one line, found in two ways.

The best straight line needs no walk. Where the loss is least both of its slopes are zero,
and those are two equations for w and b, which can be solved: `np.polyfit(x, y, 1)` does
so in one call. Then why train at all? Because hardly any other model has such a formula.
Here both ways are open, so one can watch the one get near to the other.

How far apart are two lines? At each x one of them passes above the other, or below, at
some distance. Their *gap* is the largest of these distances, over the x of all points.

Write the four functions. `x` and `y` are numpy arrays of equal length; leave them as they
are. For the training take the one of your project: the mean squared error, and w = b = 0
at the start.
"""


def polyfit_line(x, y):
    """The straight line with the least mean squared error.

    Returns
    -------
    w, b : floats
        Its slope and its height at x = 0. For the points (0, 1), (1, 3) and (2, 2) 0.5 and 1.5.
    """
    raise NotImplementedError("Ask np.polyfit for a polynomial of degree 1.")


def line_gap(w, b, x, y):
    """The gap between the line w·x + b and the line of `polyfit_line`.

    Returns
    -------
    float
        The largest distance in height between both lines, over all x. For w = 1, b = 0.5 and the
        same points it is 1: at x = 0 the one line is at 0.5 and the other at 1.5.
    """
    raise NotImplementedError("Compare the heights of both lines at every x.")


def train_with_gaps(x, y, lr=0.01, epochs=200):
    """Fit a line by gradient descent from w = b = 0, and note how far it is from the best one.

    Parameters
    ----------
    x, y : numpy arrays, shape (n,)
        The points.
    lr : float
        The learning rate.
    epochs : int
        How many steps to take, each with the gradient over all points.

    Returns
    -------
    w, b : floats
        The line after the last step.
    gaps : sequence of floats
        The gap in each epoch: before each step, after it, or both ends (one value more). For the same points
        and one epoch with lr = 0.1 the line is 0.46667·x + 0.4, the gap before it 2.5 and after it 1.16667.
    """
    raise NotImplementedError("Train as in the project, and note the gap in place of the loss.")


def epochs_to_agree(x, y, lr=0.01, tolerance=0.1, max_epochs=2000):
    """How many epochs of that training it takes until the gap is below `tolerance`.

    Parameters
    ----------
    x, y : numpy arrays, shape (n,)
        The points.
    lr : float
        The learning rate.
    tolerance : float
        Lines with a smaller gap than this agree.
    max_epochs : int
        The most epochs to try.

    Returns
    -------
    int or None
        The number of epochs: 0 if the line w = b = 0 is near enough, None if the lines do not agree after
        max_epochs either. For the same points, lr = 0.1 and tolerance = 0.5 it is 8.
    """
    raise NotImplementedError("Train until the gap is small enough, and count.")
