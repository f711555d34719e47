class Node:
    def __init__(self, compute, local_slope):
        self.compute = compute
        self.local_slope = local_slope
        self.received = None

    def __call__(self, value):
        self.received = value
        return self.compute(value)

    def slope(self):
        return self.local_slope(self.received)


double = Node(lambda x: 2 * x, lambda x: 2)
square = Node(lambda a: a * a, lambda a: 2 * a)
minus_ten = Node(lambda b: b - 10, lambda b: 1)


def forward(x):
    a = double(x)
    b = square(a)
    c = minus_ten(b)
    return a, b, c


def backward(x):
    forward(x)
    out = {"dc_db": minus_ten.slope(), "db_da": square.slope(), "da_dx": double.slope()}
    out["dc_dx"] = out["dc_db"] * out["db_da"] * out["da_dx"]
    return out
