"""Extension E2: know when to stop.

In 4.1 you chose the number of steps, and most of them were spent on level ground.
A walk can notice by itself that it has arrived: where the slope is nearly zero.
It also needs a limit, for a walk that never arrives must end as well.

Write one function. Before every step it looks at the slope where it stands:

1. Is the size of the slope below `tolerance`? Then stop: the walk has converged.
2. Have `max_steps` steps been taken? Then stop: it has not.
3. Otherwise take a step, lr times the slope downhill, and look again.
"""


def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    """Walk downhill until the slope is nearly zero, or until there have been enough steps.

    Parameters
    ----------
    slope : function
        The derivative of the function to walk on: takes one number, returns one number.
    x0 : float
        Where the walk starts.
    lr : float
        The learning rate.
    tolerance : float
        A slope nearer to zero than this counts as level ground.
    max_steps : int
        The most steps that may be taken.

    Returns
    -------
    history : sequence of floats
        x0 and the place after each step; the last one is where the walk stopped.
    converged : bool
        True if the ground there is level, False if the walk ran out of steps.
        On x², with slope(x) = 2x, x0 = 1, lr = 0.25 and tolerance = 0.3 the answer is
        [1, 0.5, 0.25, 0.125], True; with max_steps = 2 it is [1, 0.5, 0.25], False.
    """
    raise NotImplementedError("Look at the slope, stop or step, and say in the end which it was.")
