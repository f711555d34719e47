"""Exercise 3.2: a graph of three nodes, forwards and backwards."""


def forward(x):
    """Each node from the one before it."""
    a = 2 * x
    b = a**2
    c = b - 10
    return a, b, c


def backward(x):
    """Three local slopes, then their product."""
    a, _, _ = forward(x)
    dc_db = 1
    db_da = 2 * a
    da_dx = 2
    return {"dc_db": dc_db, "db_da": db_da, "da_dx": da_dx, "dc_dx": dc_db * db_da * da_dx}
