# misconception: only-the-last-node
# Returns the end of the graph without the two nodes on the way.
def forward(x):
    a = 2 * x
    b = a**2
    c = b - 10
    return c


def backward(x):
    a = 2 * x
    dc_db = 1
    db_da = 2 * a
    da_dx = 2
    dc_dx = dc_db * db_da * da_dx
    return {"dc_db": dc_db, "db_da": db_da, "da_dx": da_dx, "dc_dx": dc_dx}
