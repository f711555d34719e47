class Var:
    def __init__(self, value, parents=()):
        self.value = value
        self.parents = parents
        self.grad = 0.0

    def __add__(self, number):
        return Var(self.value + number, ((self, 1.0),))

    def __rmul__(self, number):
        return Var(number * self.value, ((self, float(number)),))

    def __pow__(self, n):
        return Var(self.value**n, ((self, n * self.value ** (n - 1)),))

    def back(self, seed=1.0):
        self.grad += seed
        for parent, local in self.parents:
            parent.back(seed * local)


def graph(x):
    x = Var(x)
    a = 2 * x
    b = a**2
    c = b + (-10)
    return x, a, b, c


def forward(x):
    return tuple(node.value for node in graph(x)[1:])


def backward(x):
    x, a, b, c = graph(x)
    c.back()
    (_, dc_db), = c.parents
    (_, db_da), = b.parents
    (_, da_dx), = a.parents
    return dict(dc_db=dc_db, db_da=db_da, da_dx=da_dx, dc_dx=x.grad)
