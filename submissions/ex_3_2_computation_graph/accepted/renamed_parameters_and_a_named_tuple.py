from collections import namedtuple

Nodes = namedtuple("Nodes", "a b c")


def forward(value):
    a = 2.0 * value
    b = pow(a, 2)
    return Nodes(a=a, b=b, c=b - 10.0)


def backward(value):
    nodes = forward(value)
    grads = {}
    grads["dc_db"] = 1.0
    grads["db_da"] = nodes.a + nodes.a
    grads["da_dx"] = 2.0
    grads["dc_da"] = grads["dc_db"] * grads["db_da"]
    grads["dc_dx"] = grads["dc_da"] * grads["da_dx"]
    return grads


if __name__ == "__main__":
    print(forward(3), backward(3))
