"""Text for a terminal, or for the log of a CI system that stands in for one."""

from __future__ import annotations

import re

from calcgrade.reports.escape.visible import visible


def for_terminal(text: str) -> str:
    """Return ``text`` with everything that could act on a terminal or a log shown instead of obeyed.

    Lines stay lines; none of them is a command to GitHub, Azure Pipelines or TeamCity.
    """
    return "\n".join(map(_no_log_command, visible(text).split("\n")))


def for_line(text: str) -> str:
    """Return ``text`` harmless and on one line."""
    return for_terminal(text).replace("\n", "\\n")


def without_hashes(text: str) -> str:
    """Break ``##[error]``, ``##vso[…]`` and ``##teamcity[…]``, which count wherever they stand in a line."""
    if "##" not in text or "[" not in text:
        return text
    # Between every two: of three, two would still stand together.
    return re.sub("#(?=#)", "# ", text)


def _no_log_command(line: str) -> str:
    """Break what a CI system obeys in a log: ``::notice::`` at the start, and what `without_hashes` does."""
    bare = line.lstrip()
    if bare.startswith("::"):
        line = f"{line[: len(line) - len(bare)]}: {bare[1:]}"
    return without_hashes(line)
