"""Extension E4: a ball that keeps rolling.

Plain descent forgets each step at once. In a long narrow valley it goes to and fro
between the walls and creeps along the bottom. A heavy ball does better: it keeps most
of its velocity, so what points to and fro cancels and what points along adds up.

The ball stands still at the start: its velocity is 0 in both directions. Each step

1. makes a new velocity: beta times the old one, minus lr times the gradient at the
   place where the ball is;
2. moves the ball by that new velocity.

Watch it on (x − 1)² + 10(y + 2)² from (5, 5): y shoots past −2 and comes back.
"""


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    """Walk downhill with momentum and keep every point visited.

    Parameters
    ----------
    grad : function
        The gradient of the surface: takes x and y, returns a numpy array with both slopes.
    start : numpy array of shape (2,), or list of two numbers
        Where the ball starts; it is left as it is.
    lr : float
        The learning rate: how much of the slope goes into the velocity.
    beta : float
        How much of the velocity is kept from one step to the next; from 0 (none) to below 1.
    steps : int
        How many steps to take.

    Returns
    -------
    array of shape (steps + 1, 2), or sequence of steps + 1 pairs
        The start first, then the point after each step. On the surface above, with lr = 0.02,
        beta = 0.9 and two steps: [5, 5], [4.84, 2.2], [4.5424, −2].
    """
    raise NotImplementedError("Carry the velocity from step to step, and move by it.")
