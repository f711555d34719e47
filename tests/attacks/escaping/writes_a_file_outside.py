# exercise: 2.1; naive grader: touched
"""Writes to a file of the grader's machine by its full path."""

for mode in ("w", "a", "r+"):
    try:
        with open("<<file>>", mode) as file:
            file.write("reached")
    except OSError as error:
        print(error)
