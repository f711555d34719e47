# misconception: sign-flipped
# Gives the minus of b - 10 to the slope along b.
def forward(x):
    a = 2 * x
    b = a**2
    c = b - 10
    return a, b, c


def backward(x):
    a, b, c = forward(x)
    dc_db = -1
    db_da = 2 * a
    da_dx = 2
    dc_dx = dc_db * db_da * da_dx
    return {"dc_db": dc_db, "db_da": db_da, "da_dx": da_dx, "dc_dx": dc_dx}
