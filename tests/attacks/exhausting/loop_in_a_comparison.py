# exercise: 1.2; naive grader: hung
"""Returns objects that take for ever to be compared or hashed."""


class Slow(str):
    def __eq__(self, other):
        while True:
            pass

    __hash__ = __ne__ = __lt__ = __eq__


def behaviour(x0):
    return Slow("increasing")
