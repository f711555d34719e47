<<byte 50>><<byte 4b>><<byte 03>><<byte 04>># exercise: 2.1; naive grader: injected
"""Begins like a zip file, and tells in its first line, which errors quote, what a terminal obeys: <<byte 1b>>[2J"""<<byte 1b>>]0;graded<<byte 07>>
