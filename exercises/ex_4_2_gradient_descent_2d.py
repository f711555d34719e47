"""Exercise 4.2: walk downhill on a surface.

The surface is loss(x, y) = (x − 1)² + 10(y + 2)², a valley that is ten times as
steep across (in y) as along (in x). Start at (5, 5) and take 100 steps with
learning rate 0.05; the walk should end near (1, −2). Draw the path over the
surface's contour lines and say in which direction it arrives first.

Write the five functions. This time the slopes come from a formula: work out the two
partial derivatives on paper.
"""


def loss(x, y):
    """Height of the surface (x − 1)² + 10(y + 2)².

    Parameters
    ----------
    x, y : float or numpy arrays of one shape
        Where on the surface; no unit.

    Returns
    -------
    float, or array of that shape
        The height there: loss(1, −2) is 0 and loss(5, 5) is 506.
    """
    raise NotImplementedError("Return the height of the surface at (x, y).")


def grad_loss(x, y):
    """Gradient of `loss` at one point.

    Parameters
    ----------
    x, y : float
        The point.

    Returns
    -------
    array, list or tuple of 2 floats
        [∂loss/∂x, ∂loss/∂y]; at (2, −1) that is [2, 20].
    """
    raise NotImplementedError("Return both partial derivatives, the one for x first.")


def gradient_descent(grad, start, lr=0.05, steps=100):
    """Walk downhill against a gradient and keep every point visited.

    Parameters
    ----------
    grad : function
        Called as grad(x, y); returns an array of shape (2,). Not always grad_loss.
    start : numpy array, shape (2,)
        Where the walk starts. Leave this array as you found it.
    lr : float
        The learning rate: how much of the gradient becomes a step.
    steps : int
        How many steps to take.

    Returns
    -------
    array, shape (steps + 1, 2)
        One row [x, y] for each point: `start` first, then the point after each step.
    """
    raise NotImplementedError("Ask grad for the slopes, step against both at once, keep the point; repeat.")


def faster_direction():
    """The direction in which the walk on `loss` gets close to its goal first.

    Returns
    -------
    str
        "x" or "y".
    """
    raise NotImplementedError('Look at your picture, then return "x" or "y".')


def plot_contour_path(history):
    """Draw a walk over the contour lines of `loss`.

    Parameters
    ----------
    history : numpy array, shape (steps + 1, 2)
        What `gradient_descent` returned, as floats.

    Returns
    -------
    matplotlib Figure, or None
        Contour lines of the surface and the visited points on top of them. A figure
        that is simply left open counts too.
    """
    raise NotImplementedError("Draw contour lines of loss, then every row of history on top.")
