# misconception: hard-coded-for-the-example
# Both functions return the numbers of the statement.
def forward(x):
    return 6, 36, 26


def backward(x):
    a, b, c = forward(x)
    dc_db = 1
    db_da = 2 * a
    da_dx = 2
    dc_dx = dc_db * db_da * da_dx
    return {"dc_db": dc_db, "db_da": db_da, "da_dx": da_dx, "dc_dx": dc_dx}
