"""A log of GitHub Actions, read by the rules of its runner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Command = tuple[str, dict[str, str], str]


def command(line: str) -> Command | None:
    """Read a line of a log as the runner does: name, properties and message of a command, or None."""
    line = line.lstrip()
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    head, _, message = line[2:].partition("::")
    name, _, rest = head.partition(" ")
    pairs = [pair.partition("=") for pair in rest.split(",") if pair]
    return name, {key: _unescaped(value) for key, _, value in pairs}, _unescaped(message)


def _unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


OLD_COMMAND = re.compile(r"##\[|##[a-z]+\[", re.IGNORECASE)


class Log(NamedTuple):
    """What became of the lines of a step."""

    commands: list[Command]
    text: list[str]


def read(lines: Iterable[str]) -> Log:
    """Obey and show lines as the runner does, which heeds no command between a stop and its token."""
    log = Log([], [])
    token: str | None = None
    for line in lines:
        found = command(line)
        if token is not None:
            if found is not None and found[0] == token:
                token = None
            else:
                log.text.append(line)
        elif found is not None and found[0] == "stop-commands":
            token = found[2]
        elif found is not None or OLD_COMMAND.search(line):
            log.commands.append(found or ("##", {}, line))
        else:
            log.text.append(line)
    return log
