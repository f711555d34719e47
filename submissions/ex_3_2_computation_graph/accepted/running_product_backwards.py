def forward(x):
    a = 2 * x
    b = a**2
    c = b - 10
    return a, b, c


def backward(x):
    a, b, c = forward(x)
    # walk from the end to the start, carrying the slope along
    grads = {}
    total = 1.0
    for name, local in [("dc_db", 1.0), ("db_da", 2.0 * a), ("da_dx", 2.0)]:
        grads[name] = local
        total = total * local
    grads["dc_dx"] = total
    return grads
