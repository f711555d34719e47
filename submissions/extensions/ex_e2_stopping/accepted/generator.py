def walk(slope, x, lr, tolerance, left):
    while True:
        yield x
        here = slope(x)
        if abs(here) < tolerance or left == 0:
            return
        x = x - lr * here
        left -= 1


def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    places = tuple(walk(slope, x0, lr, tolerance, max_steps))
    return places, bool(abs(slope(places[-1])) < tolerance)
