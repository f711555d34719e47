"""Project: teach a straight line to fit noisy points.

Nothing here but numpy and what the four sections taught. Make points that scatter
around the line y = 2x + 1; measure how badly a line y = w·x + b misses them; find
out which way to turn w and b; and let gradient descent do the turning.

The loss is the mean squared error: over all points, the average of (miss)², where a
point's miss is (w·x + b) − y. Write the five functions, in this order.
"""


def generate_data(n=50, seed=42):
    """Make points around the line y = 2x + 1.

    Parameters
    ----------
    n : int
        How many points.
    seed : int
        For the random numbers: one seed always makes the same points, and another
        seed makes others.

    Returns
    -------
    x, y : numpy arrays, each of shape (n,)
        The x values spread over a range you choose (−5 to 5, say); each y is
        2·x + 1 plus its own noise, as often above the line as below.
    """
    raise NotImplementedError("Draw x at random, put y on the line, add noise to every y.")


def mse_loss(w, b, x, y):
    """Mean squared error of the line y = w·x + b.

    Parameters
    ----------
    w, b : float
        Slope and intercept of the line.
    x, y : numpy arrays, shape (n,)
        The points.

    Returns
    -------
    float
        The average of the squared misses; 2.5 for w = 1, b = 0, x = [1, 2], y = [2, 4].
    """
    raise NotImplementedError("Square every miss, then average.")


def mse_gradient(w, b, x, y):
    """Partial derivatives of the mean squared error.

    Parameters
    ----------
    w, b : float
        Slope and intercept of the line.
    x, y : numpy arrays, shape (n,)
        The points.

    Returns
    -------
    dw, db : float
        ∂MSE/∂w and ∂MSE/∂b; −5 and −3 for w = 1, b = 0, x = [1, 2], y = [2, 4].
    """
    raise NotImplementedError("Return the derivative with respect to w, then the one for b.")


def train(x, y, lr=0.01, epochs=200):
    """Fit w and b by gradient descent, both starting at 0.

    Parameters
    ----------
    x, y : numpy arrays, shape (n,)
        The points. Leave them as you found them.
    lr : float
        The learning rate.
    epochs : int
        How many steps to take; each uses all the points.

    Returns
    -------
    w, b : float
        The line after the last step.
    loss_history : sequence of floats
        The loss at each epoch, before or after its step.
    """
    raise NotImplementedError("Start at w = b = 0; in each epoch step against both slopes and note the loss.")


def plot_results(x, y, w, b, loss_history):
    """Draw the loss over time, and the fitted line among its points.

    Parameters
    ----------
    x, y : numpy arrays, shape (n,)
        The points.
    w, b : float
        The fitted line.
    loss_history : numpy array
        The loss at each epoch.

    Returns
    -------
    matplotlib Figure, or None
        Both drawings, side by side or in any other arrangement. A figure that is
        simply left open counts too.
    """
    raise NotImplementedError("Draw loss_history, the points, and the line w·x + b.")
