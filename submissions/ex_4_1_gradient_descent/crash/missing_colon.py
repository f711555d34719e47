# expected: error
# Not Python.
def f(x)
    return x**4 - 3*x**2 + 2

def gradient_descent(f, x0, lr=0.01, steps=200):
    return [x0]

def which_minimum(x0):
    return 1.22

def plot_path(history):
    pass
