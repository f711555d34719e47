# misconception: stale-forward-values
# backward uses whatever forward was last called with.
a = 6


def forward(x):
    global a
    a = 2 * x
    b = a**2
    c = b - 10
    return a, b, c


def backward(x):
    dc_db = 1
    db_da = 2 * a
    da_dx = 2
    dc_dx = dc_db * db_da * da_dx
    return {"dc_db": dc_db, "db_da": db_da, "da_dx": da_dx, "dc_dx": dc_dx}
