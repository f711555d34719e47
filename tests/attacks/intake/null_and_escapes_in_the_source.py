# exercise: 2.1; naive grader: injected
"""Holds a null and an escape sequence in a line that cannot be parsed: whoever quotes the line obeys it."""

answer = "<<byte 1b>>[2J<<byte 1b>>[1;32mScore  10 / 10<<byte 1b>>[0m" = 3
