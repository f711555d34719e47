# misconception: other-words
# Calls the entries dc/db and so on where dc_db was agreed.
def forward(x):
    a = 2 * x
    b = a**2
    c = b - 10
    return a, b, c


def backward(x):
    a, b, c = forward(x)
    dc_db = 1
    db_da = 2 * a
    da_dx = 2
    dc_dx = dc_db * db_da * da_dx
    return {"dc/db": dc_db, "db/da": db_da, "da/dx": da_dx, "dc/dx": dc_dx}
