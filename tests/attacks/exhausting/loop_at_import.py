# exercise: 2.1; naive grader: hung
"""Never finishes loading."""

while True:
    pass
