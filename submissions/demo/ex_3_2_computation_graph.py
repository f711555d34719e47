"""Exercise 3.2: backpropagation by hand, on three nodes.

A computation graph turns x into c in three stages:

    a = 2x        b = a²        c = b - 10

Walk through it forwards to get the values. Then walk backwards: find how much each node changes
with the one just before it, and multiply those local slopes to learn how c depends on x. For x = 3
the values are 6, 36 and 26, and dc/dx is 24; a central difference tells you whether your answer
holds at other x.

When you think it works: `calcgrade check 3.2`
"""


def forward(x):
    """Values of all three nodes for the input number `x`.

    Returns
    -------
    tuple of 3 numbers
        (a, b, c); forward(1) is (2, 4, -6).
    """
    raise NotImplementedError("Compute a from x, b from a, c from b, and return all three.")


def backward(x):
    """Local slopes at the input number `x`, and their product.

    Returns
    -------
    dict of 4 numbers
        "dc_db", "db_da", "da_dx": how much each node changes with the one before it, at the values that
        the forward walk gives for this `x`; "dc_dx": the slope of the whole graph.
        backward(3)["dc_dx"] is 24.
    """
    raise NotImplementedError("Find the three local slopes from the end to the start, then multiply them.")
