# exercise: 2.1; naive grader: crashed
"""Pretends that somebody pressed Ctrl-C while it is imported."""

raise KeyboardInterrupt
