"""What the names in a cohort's folder mean: whose work it is, which attempt, whether it was late."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from calcgrade.intake import archive

if TYPE_CHECKING:
    from calcgrade.intake.source import Kind, Named

_CANVAS = re.compile(r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_(?P<attempt>\d+)_(?P<file>.+)")
_MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?")
_MOODLE_FILE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_file_(?P<file>.+)")
_ATTEMPT = re.compile(r"(?P<name>.+?)(?:[ _-]attempt[ _-]?(?P<attempt>\d+)| \((?P<copy>\d+)\))")
_LATE = "_LATE"

Form = Literal["folder", "archive", "file"]


class Part(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry of a cohort's folder that belongs to a learner.

    Attributes
    ----------
    entry : str
        Its name there.
    key : str
        What the platform calls the learner: a login, a number, or the folder's name.
    name : str
        The learner's name, where the entry tells it.
    file : str
        For a form of ``file``, what the learner called it.
    attempt : int
        Which attempt it is, where the entry tells; 0 where not.
    """

    entry: str
    form: Form
    key: str
    name: str = ""
    file: str = ""
    attempt: int = 0
    late: bool = False


def recognise(named: Named) -> Part | None:
    """Tell whose an entry is; None for one that is nobody's.

    ===============================  ==================================================
    Canvas, bulk download            ``name_[LATE_]id_attempt_file.py``
    Moodle, in folders               ``Full Name_participant_assignsubmission_file/``
    Moodle, not in folders           ``Full Name_participant_assignsubmission_file_f.py``
    one folder or archive a learner  ``alice/``, ``alice.zip``
    more than one                    ``alice (1).zip``, ``alice_attempt_2/``, ``alice_LATE/``
    ===============================  ==================================================
    """
    entry, kind = named
    if entry.startswith(".") or kind not in ("file", "folder"):
        return None
    bare = archive.stem(entry) if kind == "file" else entry
    form: Form = "archive" if kind == "file" else "folder"
    if kind == "file":
        single = _of_a_platform(entry, bare)
        if single is not None or bare is None:
            return single
    assert bare is not None  # noqa: S101 - a file without one was settled above
    numbered = _ATTEMPT.fullmatch(bare)
    attempt = 0
    if numbered is not None:
        bare = numbered["name"]
        attempt = int(numbered["attempt"]) if numbered["attempt"] else int(numbered["copy"]) + 1
    moodle = _MOODLE.fullmatch(bare)
    if moodle is not None:
        return Part(entry=entry, form=form, key=moodle["id"], name=moodle["name"], attempt=attempt)
    late = bare.endswith(_LATE)
    return Part(entry=entry, form=form, key=bare.removesuffix(_LATE), attempt=attempt, late=late)


def _of_a_platform(entry: str, packed: str | None) -> Part | None:
    """Read the name that a platform gave a single file, which may be an archive."""
    form: Form = "file" if packed is None else "archive"
    canvas = _CANVAS.fullmatch(entry)
    if canvas is not None:
        return Part(
            entry=entry, form=form, key=canvas["id"], name=canvas["name"], file=canvas["file"],
            attempt=int(canvas["attempt"]), late=canvas["late"] is not None,
        )  # fmt: skip
    moodle = _MOODLE_FILE.fullmatch(entry)
    if moodle is not None:
        return Part(entry=entry, form=form, key=moodle["id"], name=moodle["name"], file=moodle["file"])
    return None


def is_ignored(name: str, kind: Kind) -> bool:
    """Tell whether an entry that is nobody's needs no word: hidden, or a table such as the roster."""
    return name.startswith(".") or name == "__MACOSX" or (kind == "file" and name.endswith((".csv", ".tsv")))
