# exercise: 2.1; naive grader: touched
"""Reads a file of the grader's machine by its full path, and by way of the root folders of other processes."""

import glob

for path in ["<<file>>", *(f"{root}<<file>>" for root in glob.glob("/proc/*/root"))]:
    try:
        if open(path).read():
            print("<<flag>>: read", path)
    except OSError as error:
        print(error)
