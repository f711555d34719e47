def f(x, y, z):
    return x * x + 2 * y * y + 3 * z * z


def gradient(f, point, h=1e-7):
    slopes = []
    for i, c in enumerate(point):
        before, after = list(point[:i]), list(point[i + 1:])
        up = f(*before, c + h, *after)
        down = f(*before, c - h, *after)
        slopes.append((up - down) / (2 * h))
    return slopes


def most_influential(f, point):
    g = gradient(f, point)
    return max(range(len(g)), key=lambda i: abs(g[i]))
