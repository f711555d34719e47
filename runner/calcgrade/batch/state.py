"""What a disk tells of a hand-in without reading it: where that is the same, the files are."""

from __future__ import annotations

import hashlib
import os
import struct
import time
from typing import TYPE_CHECKING

from calcgrade.intake.tree import SKIPPED
from calcgrade.limits import SUBMISSION_DEPTH, SUBMISSION_ENTRIES

if TYPE_CHECKING:
    from calcgrade.batch.cohort.learners import Learner
    from calcgrade.batch.cohort.place import Place

SETTLED_S = 2.0
"""A file that was changed more recently may be changed again within one tick of the disk's clock, and not show it."""

_FACTS = struct.Struct("<qqqQ")


def of(learner: Learner, place: Place) -> bytes | None:
    """Return a digest of names, sizes, times and numbers of a hand-in's files.

    None where that tells nothing: in an archive of the whole cohort; where a file has just been changed; and
    where there is more than is looked at.
    """
    if not place.is_folder:
        return None
    total: list[bytes] = []
    newest = 0
    root = str(place.path)
    waiting = [(entry, 0) for entry in learner.entries]
    count = 0
    try:
        for name in learner.entries:
            newest = max(
                newest,
                _add(
                    total,
                    name,
                    os.lstat(os.path.join(root, name)),  # noqa: PTH118 - for each of many; pathlib takes longer than the disk
                ),
            )
        if learner.form != "folder":
            waiting = []
        while waiting:
            folder, depth = waiting.pop()
            with os.scandir(os.path.join(root, folder)) as listed:  # noqa: PTH118
                entries = sorted(listed, key=lambda entry: entry.name)
            count += len(entries)
            if count > SUBMISSION_ENTRIES or depth > SUBMISSION_DEPTH:
                return None
            for entry in entries:
                if entry.name.startswith(".") or entry.name in SKIPPED:
                    continue
                path = f"{folder}/{entry.name}"
                newest = max(newest, _add(total, path, entry.stat(follow_symlinks=False)))
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((path, depth + 1))
    except OSError:
        return None
    return None if newest > (time.time() - SETTLED_S) * 1e9 else hashlib.sha256(b"".join(total)).digest()


def _add(total: list[bytes], name: str, facts: os.stat_result) -> int:
    total += (
        os.fsencode(name),
        b"\0",
        _FACTS.pack(facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino),
    )
    return max(facts.st_mtime_ns, facts.st_ctime_ns)
