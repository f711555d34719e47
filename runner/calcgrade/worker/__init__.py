"""The small program that runs inside a sandbox and calls learner code.

Standard library and numpy only (matplotlib when a plot is asked for), relative imports only:
its source travels into the sandbox over the pipe, where calcgrade is not installed.
"""
