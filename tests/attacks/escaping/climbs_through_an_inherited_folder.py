# exercise: 2.1; naive grader: touched
"""Looks among its descriptors for a folder that somebody left open, and climbs out through it."""

import os

for descriptor in range(3, 1024):
    for path in ("canary", "../canaries/canary", "<<file>>".lstrip("/")):
        try:
            file = os.open(path, os.O_WRONLY | os.O_APPEND, dir_fd=descriptor)
            os.write(file, b"reached")
        except OSError:
            pass
