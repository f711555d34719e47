"""Extension E6: stochastic gradient descent on mini-batches.

In the project every step looked at all points. With a million points that is a long look
for one step, and a few points already tell roughly which way is down. So deal the points
into small batches, in an order that chance decides, and step once for each batch. When
every point had its turn, an epoch is over; the next one deals anew.

It is the line y = w·x + b of the project, and the loss is the mean squared error still: a
batch's own points alone for a step, all points for the loss that you note.

Write the three functions. The third one needs the other two.
"""


def minibatches(n, batch_size=8, seed=42):
    """Deal the positions of n points into batches, in a random order.

    Parameters
    ----------
    n : int
        How many points there are; their positions are 0, 1, … n − 1.
    batch_size : int
        How many positions a batch holds; the last one holds what is left, if less is left.
    seed : int
        For the random numbers: one seed always deals the same batches, and another
        seed deals others.

    Returns
    -------
    list of batches, each a list or an array of whole numbers
        Every position is in exactly one batch. minibatches(7, 3) may be
        [[4, 0, 6], [1, 5, 2], [3]], for instance.
    """
    raise NotImplementedError("Shuffle all positions, then cut the row into pieces.")


def sgd_step(w, b, x_batch, y_batch, lr=0.02):
    """One step against the gradient of the mean squared error over one batch.

    Parameters
    ----------
    w, b : float
        The line before the step.
    x_batch, y_batch : numpy arrays of one length
        The points of the batch; leave them as they are.
    lr : float
        The learning rate.

    Returns
    -------
    w, b : floats
        The line after the step: 1.5 and 0.3 for w = 1, b = 0, the points (1, 2) and (2, 4), and lr = 0.1.
    """
    raise NotImplementedError("Find both slopes over the batch, then move w and b.")


def train_sgd(x, y, lr=0.02, epochs=50, batch_size=8, seed=42):
    """Fit w and b by steps on mini-batches, both starting at 0.

    Parameters
    ----------
    x, y : numpy arrays of one length
        The points; leave them as they are.
    lr : float
        The learning rate.
    epochs : int
        How often all points are gone through. Each epoch deals them anew: give
        minibatches another seed each time, seed + epoch for instance.
    batch_size : int
        How many points a step looks at.
    seed : int
        One seed always gives the same training, and another seed gives another one.

    Returns
    -------
    w, b : floats
        The line after the last step.
    loss_history : sequence of floats
        The loss over all points in each epoch: before its steps, after them, or both ends (one value more).
    """
    raise NotImplementedError("In each epoch deal the points, step once for each batch, and note the loss.")
