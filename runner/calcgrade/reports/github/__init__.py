"""A result for GitHub Actions: the output that its autograding reporter reads, and marks at the learner's lines.

Pure functions of a result; what writes them for a step of a workflow is `calcgrade.cli.github`.
"""
