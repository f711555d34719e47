"""Extension E3: teach a parabola to fit points.

In the project a straight line was fitted, with two parameters. Some points lie on a
curve: fit y = a·x² + b·x + c instead. Nothing about the method changes. The loss is
still the mean of the squared misses, a miss is prediction minus y, and descent now
moves three parameters at once, all of them from 0.

Write the three functions. `x` and `y` are numpy arrays of equal length, or plain
lists; leave them as they are.
"""


def quadratic_loss(a, b, c, x, y):
    """Mean of the squared misses of the parabola a·x² + b·x + c.

    Parameters
    ----------
    a, b, c : float
        The parabola.
    x, y : numpy arrays or lists of n numbers
        The points.

    Returns
    -------
    float
        The loss. For a = 1, b = 0, c = 0 and the points (1, 2) and (2, 6) the misses are
        −1 and −2, and the loss is 2.5.
    """
    raise NotImplementedError("Square each miss, then take the mean.")


def quadratic_gradient(a, b, c, x, y):
    """The three slopes of `quadratic_loss`, by a, by b and by c.

    Returns
    -------
    da, db, dc : floats
        For the same parabola and points −9, −5 and −3.
    """
    raise NotImplementedError("Ask how each miss changes with a, with b and with c.")


def train_quadratic(x, y, lr=0.02, epochs=200):
    """Fit a parabola by gradient descent from a = b = c = 0.

    Parameters
    ----------
    x, y : numpy arrays or lists of n numbers
        The points.
    lr : float
        The learning rate.
    epochs : int
        How many steps to take, each with the gradient over all points.

    Returns
    -------
    a, b, c : floats
        The parabola after the last step.
    loss_history : sequence of floats
        The loss in each epoch: before each step, after it, or both ends (one value more).
    """
    raise NotImplementedError("Step against the gradient, and note the loss.")
