"""Every limit in one place; a course or an exercise may override the time limits."""

from __future__ import annotations

from typing import NamedTuple

KIB = 1024
MIB = 1024 * KIB


class Limits(NamedTuple):
    """Bounds on one submission.

    Times are CPU seconds; `WALL_FACTOR` times as much in wall time is the backstop.
    """

    import_s: float = 10.0
    call_s: float = 5.0
    exercise_s: float = 30.0


WALL_FACTOR = 3.0
"""Wall time allowed for each second of CPU time (a sleeping learner uses none of the latter)."""

START_S = 30.0
"""Wall seconds for a sandbox to greet, to take the files, to import matplotlib: none of it a learner's time."""

MEMORY = 512 * MIB
"""Memory of a whole sandbox, its work folder included."""

CPUS = 1.0
PROCESSES = 64
FILE_SIZE = 32 * MIB
WORK_FOLDER = 64 * MIB
WORK_INODES = 4096
DATA_SEGMENT = 448 * MIB
"""Private memory of one learner process: below `MEMORY`, so that it gets a MemoryError, not a kill."""

OPEN_FILES = 256

PER_PROCESS = {
    "nofile": OPEN_FILES,
    "core": 0,
    "fsize": FILE_SIZE,
    "memlock": 0,
    "msgqueue": 0,
}
"""Resource limits of every process in a sandbox that isolates, by the kernel's names."""

PODMAN_PROCESSES = 1024
"""Processes of all containers together that run as one user; only for Podman, which else asks for more than it may."""

STRAY_AGE_S = 24 * 3600.0
"""How old a container must be to be taken for left behind, where nobody here can tell whether its grader lives."""

REPLY = MIB
"""Largest encoded reply to one call."""

OUTPUT = 64 * KIB
"""Learner output kept per call: half from the head, half from the tail."""

FIGURE = 2 * MIB
FIGURE_REPLY = 4 * MIB
"""Largest encoded reply with a figure: its picture in base64 and what is drawn in it."""

FRAME = 8 * MIB
"""Largest frame accepted from a worker: a figure in base64 and its artists, with room."""

SUBMISSION = 5 * MIB
SUBMISSION_FILES = 200
SUBMISSION_ENTRIES = 5000
"""Files and folders looked at before the search stops: a learner's folder, not somebody's whole disk."""

SUBMISSION_DEPTH = 16
"""Folders within folders that are looked into."""

ARCHIVE = 32 * MIB
"""Largest zip or tar file that is read into memory; what is taken from it keeps to `SUBMISSION`."""

ARCHIVE_UNPACKED = 64 * MIB
"""Most that a packed tar is unpacked to. Of a zip only the files that are wanted are unpacked."""

ARCHIVE_ENTRIES = SUBMISSION_ENTRIES

COHORT = 200_000
"""Entries of a cohort's folder, or members of its archive."""

COHORT_ARCHIVE = 1024 * MIB
"""Largest zip or tar file of a whole cohort; it is held in memory while its submissions are read."""

ROSTER = 32 * MIB
"""Largest roster, or export of a learning platform, that is read."""

BESIDE_REPLY = 8 * OUTPUT
"""What an answer may hold beside its value: output, each byte of which may take six in JSON, and points."""

# What the worker cuts to (`calcgrade.worker`), and what is refused beyond: it is forged, and only there to fill
# the grader's memory or to keep it busy.
NAME = 200
"""Characters of a name, a key, a line of source, a label in a picture."""

MESSAGE = 500
"""Characters of an exception's message, or of a note."""

TEXT = 4000
"""Characters of a text that a function returns."""

NOTES = 100
LINE_NUMBER = 2**31 - 1
VALUE_ITEMS = 50_000
"""Entries of all lists, tuples and dicts of one value; those of an array are bounded by its bytes."""

OBSERVED = 32
COORDINATES = 1000
MUTATED = 64

FIGURE_AXES = 20
FIGURE_ARTISTS = 1000
FIGURE_POINTS = 20_000
AXES_TEXTS = 60

CALLS_PER_MESSAGE = 64
CALLS_PER_EXERCISE = 100
