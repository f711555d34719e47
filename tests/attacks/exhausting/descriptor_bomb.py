# exercise: 2.1; naive grader: crashed
"""Opens files until it is refused, and keeps them all open."""

kept = []
try:
    while len(kept) < 100_000:
        kept.append(open("/dev/null", "rb"))
except OSError:
    pass


def f(*args):
    return 0.0
