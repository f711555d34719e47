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
    grads = {"dc_db": dc_db, "db_da": db_da, "da_dx": da_dx, "dc_dx": dc_dx}
    grads["dc_da"] = dc_db * db_da  # useful on the way
    for name in grads:
        print(name, "=", grads[name])
    return grads


print(forward(3))
print(backward(3))
h = 1e-6
print("numerical:", (forward(3 + h)[2] - forward(3 - h)[2]) / (2 * h))
