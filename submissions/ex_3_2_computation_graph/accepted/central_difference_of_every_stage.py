def double(x):
    return 2 * x


def square(a):
    return a ** 2


def minus_ten(b):
    return b - 10


def slope(stage, at, h=1e-3):
    # every stage is at most quadratic: a central difference is exact but for rounding
    return (stage(at + h) - stage(at - h)) / (2 * h)


def forward(x):
    values = []
    for stage in (double, square, minus_ten):
        x = stage(x)
        values.append(x)
    return tuple(values)


def backward(x):
    a, b, c = forward(x)
    result = {"dc_db": 1.0, "db_da": 2.0 * a, "da_dx": 2.0}
    result["dc_dx"] = result["dc_db"] * result["db_da"] * result["da_dx"]
    assert abs(slope(square, a) - result["db_da"]) < 1e-3 * (1 + abs(a))
    return result
