# misconception: value-instead-of-slope
# Fills in what the nodes hold, not how fast they change.
def forward(x):
    a = 2 * x
    b = a**2
    c = b - 10
    return a, b, c


def backward(x):
    a, b, c = forward(x)
    dc_db = c
    db_da = b
    da_dx = a
    dc_dx = dc_db * db_da * da_dx
    return {"dc_db": dc_db, "db_da": db_da, "da_dx": da_dx, "dc_dx": dc_dx}
