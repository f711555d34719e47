from math import prod


def walk(x):
    a = x + x
    yield a
    b = a * a
    yield b
    yield b - 10


def forward(x):
    return tuple(walk(x))


def backward(x):
    a, _, _ = walk(x)
    local = dict(zip(("dc_db", "db_da", "da_dx"), (1, 2 * a, 2)))
    return {**local, "dc_dx": prod(local.values())}
