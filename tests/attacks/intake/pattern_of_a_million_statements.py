# exercise: 2.1; naive grader: crashed
"""Is a million short statements, each of them an object of its own for parser and compiler."""

<<repeat 400000 a=b=0;c\n>>
