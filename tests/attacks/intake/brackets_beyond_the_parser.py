# exercise: 2.1; naive grader: crashed
"""Nests deeper than a parser's stack, in ways that Python's own parser does not count."""

import ast
import sys

sys.setrecursionlimit(10**9)
for bomb in ("-" * 2_000_000 + "1", "a" + ".b" * 2_000_000, "x = " + "lambda: " * 200_000 + "0"):
    try:
        compile(bomb, "<bomb>", "exec")
        ast.dump(ast.parse(bomb))
    except (MemoryError, SyntaxError, ValueError):
        pass
