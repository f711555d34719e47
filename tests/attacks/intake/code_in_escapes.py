# exercise: 2.1; naive grader: raised
# coding: raw_unicode_escape
"""Declares a coding in which escapes are line breaks: what looks like a comment is run."""

# Nothing to see here.\u000aimport os\u000aos._exit(0)
