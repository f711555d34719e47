# expected: error
# The backward walk was done on paper.
def forward(x):
    a = 2 * x
    b = a**2
    c = b - 10
    return a, b, c
