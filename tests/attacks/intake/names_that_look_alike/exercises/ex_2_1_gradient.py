def f(x, y):
    return 3.0
