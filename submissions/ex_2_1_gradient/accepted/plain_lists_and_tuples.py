def f(x, y):
    return 3 * x * x + x * y + y * y


def partial_derivative(f, point, variable_index, h=1e-7):
    plus = list(point)
    minus = list(point)
    plus[variable_index] = plus[variable_index] + h
    minus[variable_index] = minus[variable_index] - h
    return (f(*plus) - f(*minus)) / (2 * h)


def gradient(f, point, h=1e-7):
    return [partial_derivative(f, point, i, h) for i in range(len(point))]


def analytical_gradient(x, y):
    return (6 * x + y, x + 2 * y)
