import numpy as np


class Ball:
    def __init__(self, point):
        self.point = np.array(point, dtype=float)
        self.velocity = np.zeros_like(self.point)

    def roll(self, slope, lr, beta):
        self.velocity = beta * self.velocity - lr * slope
        self.point = self.point + self.velocity


def momentum_descent(grad, start, lr=0.02, beta=0.9, steps=200):
    ball = Ball(start)
    path = [ball.point]
    for _ in range(steps):
        ball.roll(grad(*ball.point), lr, beta)
        path.append(ball.point)
    return np.stack(path)
