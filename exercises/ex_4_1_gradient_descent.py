"""Exercise 4.1: walk downhill on a curve with two valleys.

The curve is f(x) = x⁴ − 3x² + 2. Put a marble at x = 2, let it take 200 small
steps downhill with learning rate 0.01, and write down where it stands after each
one. Does it come to rest, and in which valley? Then try other places to start.

Write the four functions. `gradient_descent` must work for *any* function of one
number, so find the slope numerically (your answer to exercise 1.1 will do; paste
it in as one more function).
"""


def f(x):
    """Height of the curve x⁴ − 3x² + 2.

    Parameters
    ----------
    x : float or numpy array
        Where on the curve; no unit.

    Returns
    -------
    float, or array of the shape of `x`
        The height there: f(0) is 2 and f(2) is 6.
    """
    raise NotImplementedError("Return the height of the curve at x.")


def gradient_descent(f, x0, lr=0.01, steps=200):
    """Walk downhill on `f` and keep every place visited.

    Parameters
    ----------
    f : function
        Takes one number and returns one number. Not always the f above.
    x0 : float
        Where the walk starts.
    lr : float
        The learning rate: how much of the slope becomes a step.
    steps : int
        How many steps to take.

    Returns
    -------
    sequence of steps + 1 floats
        x0 first, then the place after each step. With f(x) = x², x0 = 1, lr = 0.25
        and steps = 2 it is close to [1, 0.5, 0.25].
    """
    raise NotImplementedError("Measure the slope, step against it, remember the place; repeat.")


def which_minimum(x0):
    """The x at which a walk on x⁴ − 3x² + 2 comes to rest.

    Parameters
    ----------
    x0 : float
        Where the walk starts; between −4 and 4, and never 0.

    Returns
    -------
    float
        The x (not the height) of the valley it ends in, good to two decimals.
        Started at 2 it ends near 1.22.
    """
    raise NotImplementedError("Walk from x0 and return the place where the walk ends.")


def plot_path(history):
    """Draw how x changes along a walk.

    Parameters
    ----------
    history : numpy array, shape (steps + 1,)
        What `gradient_descent` returned, as floats.

    Returns
    -------
    matplotlib Figure, or None
        x against the step number, or the visited points on the curve, or both. A
        figure that is simply left open counts too.
    """
    raise NotImplementedError("Draw every value in history with matplotlib.")
