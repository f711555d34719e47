"""Extension E1: one curve, one start, several learning rates.

Which rate brings a walk to the bottom of x² soonest? With 0.1 it creeps, with 0.5 it
arrives in one step, with 1.0 it jumps from side to side for ever. Take the same
walk with each rate and put them into one picture, where the difference shows.

Write both functions. `compare_learning_rates` must work for *any* function of one
number: measure its slope (your answer to 1.1 will do), and walk as in 4.1.
"""


def compare_learning_rates(f, x0, rates, steps=50):
    """Walk downhill on `f` once for each learning rate, every time from `x0`.

    Parameters
    ----------
    f : function
        Takes one number and returns one number.
    x0 : float
        Where every walk starts.
    rates : sequence of float
        The learning rates; a list, a tuple or an array, in any order.
    steps : int
        How many steps each walk takes.

    Returns
    -------
    sequence of histories
        One for each rate, in the order of `rates`: steps + 1 floats that begin with x0.
        With f(x) = x², x0 = 1, rates = [0.1, 0.5, 1.0] and steps = 2 they are close to
        [1, 0.8, 0.64], [1, 0, 0] and [1, −1, 1].
    """
    raise NotImplementedError("Take the walk of 4.1 once for each rate, and keep every history.")


def plot_learning_rates(rates, histories):
    """Draw every walk against its step number, and say which rate belongs to which curve.

    Parameters
    ----------
    rates : list of float
        The learning rates.
    histories : list of numpy arrays, each of shape (steps + 1,)
        What `compare_learning_rates` returned for them, as floats.

    Returns
    -------
    matplotlib Figure, or None
        A curve for each history, with its rate as a number in a legend, a title or a text. A figure that
        is simply left open counts too.
    """
    raise NotImplementedError("Draw a curve for each history, with its rate in the legend.")
