import numpy as np

f = lambda a, b, c: a**2 + 2 * b**2 + 3 * c**2
shift = lambda p, i, d: [v + d * (k == i) for k, v in enumerate(p)]
gradient = lambda g, p, eps=1e-7: tuple((g(*shift(p, i, eps)) - g(*shift(p, i, -eps))) / (2 * eps) for i in range(len(p)))
most_influential = lambda g, p: sorted((-abs(s), i) for i, s in enumerate(gradient(g, p)))[0][1]
