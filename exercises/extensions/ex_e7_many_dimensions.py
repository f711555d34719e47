"""Extension E7: downhill in three dimensions and more.

Nobody can draw the valley of a function of five variables, and nobody has to: every
coordinate has its slope, and every coordinate moves. Write a walk for *any* number of
variables. Nothing but f is handed in, so measure all slopes as in 2.1, by central
differences, and then move as in 4.2, all coordinates at once.

Try it on f(x, y, z) = x² + 2y² + 5z² + xy − 7x + 10z, which is lowest at (4, −1, −1).
The walk gets there, but its coordinates do not arrive together. Find out which one
keeps the others waiting: with millions of weights that is what training waits for.
"""


def descend_n(f, start, lr=0.05, steps=100, h=1e-5):
    """Walk downhill on a function of n variables and keep every point visited.

    Parameters
    ----------
    f : function
        Takes the n coordinates as n separate numbers, so call it as `f(*point)`; returns one number.
    start : numpy array of shape (n,), or list of n numbers
        Where the walk starts. It may hold whole numbers; leave it as it is.
    lr : float
        The learning rate: how much of the slopes becomes a step.
    steps : int
        How many steps to take.
    h : float
        How far to look to each side of a coordinate when its slope is measured.

    Returns
    -------
    array of shape (steps + 1, n), or sequence of steps + 1 rows of n numbers
        The start first, then the point after each step. For the f above, start = [1, 1, 1], lr = 0.05
        and two steps they are close to [1, 1, 1], [1.2, 0.75, 0], [1.3925, 0.54, −0.5].
    """
    raise NotImplementedError("Measure a slope for every coordinate, then move them all.")


def slowest_coordinate(history):
    """Tell which coordinate of a walk is the last to arrive.

    The way of a coordinate is the distance from where it starts, in `history[0]`, to where
    it ends, in `history[-1]`. It has arrived once it stays within 1 % of its own way of where it ends.

    Parameters
    ----------
    history : numpy array of shape (steps + 1, n)
        A walk, as `descend_n` returns it.

    Returns
    -------
    int
        The position of the slowest coordinate, counted from 0.
    """
    raise NotImplementedError("Find out when each coordinate arrives, then which one is the last.")
