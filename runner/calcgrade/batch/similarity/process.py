"""The process that compares: it takes learners' texts apart, and so has no rights that it could misuse."""

from __future__ import annotations

import contextlib
import os
import sys

from calcgrade.batch.graders import frames
from calcgrade.batch.similarity.fingerprints import Fingerprints
from calcgrade.batch.similarity.messages import encode, to_sources
from calcgrade.limits import MIB
from calcgrade.sandboxes.seccomp import put_on

BOUNDS = {"AS": 4096 * MIB, "CPU": 4 * 3600, "FSIZE": 0, "CORE": 0}


def main() -> None:
    """Read sources until an empty message, answer with the pairs, end."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    found = Fingerprints()
    _give_up_rights()
    while (message := frames.receive(sys.stdin.buffer)) is not None:
        if not message:
            frames.send(answers, encode(found.pairs()))
            break
        found.add(to_sources(message))


def _give_up_rights() -> None:
    """Allow no writing of files, no sockets, no programs, no more memory or time than a large cohort needs."""
    with contextlib.suppress(ImportError):
        import resource

        for name, value in BOUNDS.items():
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))
    if sys.platform == "linux":
        exec(put_on.source(), {})  # noqa: S102 - our own source, which a worker's Python is started with too


if __name__ == "__main__":
    main()
