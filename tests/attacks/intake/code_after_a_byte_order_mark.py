<<byte ef>><<byte bb>><<byte bf>># exercise: 2.1; naive grader: raised
"""Begins with a byte order mark, before which nothing is found, and ends the process."""

import os

os._exit(0)
