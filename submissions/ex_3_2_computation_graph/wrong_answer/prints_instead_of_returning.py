# misconception: prints-instead-of-returning
# The slopes go to the screen and the caller gets None.
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
    print("dc/db =", dc_db)
    print("db/da =", db_da)
    print("da/dx =", da_dx)
    print("dc/dx =", dc_dx)
