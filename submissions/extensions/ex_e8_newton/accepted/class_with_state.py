class Walker:
    def __init__(self, f, f_prime, f_second, x):
        self.f, self.f_prime, self.f_second = f, f_prime, f_second
        self.path = [x]

    @property
    def x(self):
        return self.path[-1]

    def sees_a_valley(self):
        return self.f_second(self.x) > 0

    def is_level(self, tolerance):
        return abs(self.f_prime(self.x)) < tolerance

    def jump(self):
        self.path.append(self.x - self.f_prime(self.x) / self.f_second(self.x))


def newton_minimum(f, f_prime, f_second, x0, tolerance=1e-6, max_steps=50):
    walker = Walker(f, f_prime, f_second, x0)
    lowest = None
    while walker.sees_a_valley():
        if walker.is_level(tolerance):
            lowest = f(walker.x)
            break
        if len(walker.path) > max_steps:
            break
        walker.jump()
    return walker.path, lowest
