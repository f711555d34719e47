def descend_until(dfdx, start, eta=0.1, eps=1e-6, n=1000):
    trail = [start]
    steps = 0
    g = dfdx(start)
    while not abs(g) < eps and steps != n:
        trail.append(trail[-1] - eta * g)
        g = dfdx(trail[-1])
        steps += 1
    return [trail, abs(g) < eps]
