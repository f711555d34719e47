import numpy as np

y = lambda t: np.sin(np.square(t))
dy_dx = lambda t: 2 * t * np.cos(t**2)
numerical_dy_dx = lambda t, eps=1e-7: (y(t + eps) - y(t - eps)) / (2 * eps)
chain = lambda df, g, dg, t: df(g(t)) * dg(t)
