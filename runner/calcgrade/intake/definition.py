"""Where a file defines a function, found in its bytes."""

from __future__ import annotations

import re


def definition(content: bytes, function: str) -> int:
    """Return the line on which a file last defines a function, or 0.

    The bytes are searched, not parsed: a line in a string may be taken for one, which costs no more than a
    mark on the wrong line.
    """
    if not function:
        return 0
    name = re.escape(function.encode())
    found = list(re.finditer(rb"^(?:def[ \t]+%b[ \t]*\(|%b[ \t]*=)" % (name, name), content, re.MULTILINE))
    return content.count(b"\n", 0, found[-1].start()) + 1 if found else 0
