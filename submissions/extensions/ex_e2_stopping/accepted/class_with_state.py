class Walker:
    def __init__(self, slope, x0, lr):
        self.slope, self.lr, self.places = slope, lr, [x0]

    @property
    def steepness(self):
        return abs(self.slope(self.places[-1]))

    def step(self):
        x = self.places[-1]
        self.places.append(x - self.lr * self.slope(x))


def descend_until(slope, x0, lr=0.1, tolerance=1e-6, max_steps=1000):
    walker = Walker(slope, x0, lr)
    for _ in range(max_steps):
        if walker.steepness < tolerance:
            break
        walker.step()
    return walker.places, walker.steepness < tolerance
