import math

numerical_derivative = lambda f, x, h=1e-7: (f(x + h) - f(x - h)) / (h * 2)

square = lambda x: x * x
square_slopes = lambda: list(map(lambda x: numerical_derivative(square, x), range(4)))
cubic_slope = lambda: numerical_derivative(lambda x: x**3 - 2 * x, 1)
sine_slope = lambda: numerical_derivative(math.sin, 0)
