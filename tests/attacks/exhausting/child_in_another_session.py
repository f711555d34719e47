# exercise: 2.1; naive grader: survived
"""Leaves a child in a session of its own, so that no kill of a group or a terminal reaches it."""

import os
import time

if os.fork() == 0:
    os.setsid()
    time.sleep(60)
    os._exit(0)


def f(*args):
    return 0.0
