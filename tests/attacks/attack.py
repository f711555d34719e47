"""The attacks: every file or folder in the families' folders is one.

Its first line says, in ``# key: value; …``:

exercise
    The exercise it is handed in for; the file goes in under that exercise's name.
naive grader
    What it does to the naive grader, one of `EFFECTS`: the positive control.
earns
    Points that the file honestly deserves, 0 if it is left out.
beside
    Exercises that are handed in beside it, right; they must keep full marks.
needs
    A processor whose code it holds (``x86_64``), or what not every kernel has: one of `PROBES`. Elsewhere it is not
    applicable.

Of a folder, the first line of the exercise's own file says it. A file may hold ``<<…>>``, see `stage.rendered`.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import re
import socket
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from calcgrade.course import load

if TYPE_CHECKING:
    from calcgrade.course.load import Course

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FAMILIES = ("forging", "returning", "exhausting", "escaping", "intake", "reporting")

EFFECTS = {
    "raised": "gives it points that it does not deserve",
    "touched": "lets it at the canaries: a file, a listener, a secret, or what the attack shows with its flag",
    "crashed": "ends without a result for any exercise",
    "hung": "does not end",
    "exhausted": "lets it have more memory, processes or disk than anybody should",
    "spoiled": "gives the honest exercise beside it less than it deserves",
    "survived": "leaves a process of it running",
    "injected": "writes its text into reports as commands to a terminal, a browser, a CI or a spreadsheet",
}
BESIDE = "1.1 3.2"
IO_URING_SETUP = 425


def _has_sockets(family: int) -> bool:
    try:
        socket.socket(
            family, socket.SOCK_SEQPACKET if family == socket.AF_ALG else socket.SOCK_STREAM
        ).close()
    except OSError:
        return False
    return True


def _has_rings() -> bool:
    """Ask for a ring without any entry: a kernel that has rings finds fault with that (EINVAL)."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall(IO_URING_SETUP, 0, None)
    return ctypes.get_errno() in (errno.EINVAL, errno.EFAULT)


PROBES = {
    "AF_ALG": lambda: _has_sockets(socket.AF_ALG),
    "AF_VSOCK": lambda: _has_sockets(socket.AF_VSOCK),
    "io_uring": _has_rings,
}


@dataclass(frozen=True, eq=False)
class Attack:
    """One attack.

    Attributes
    ----------
    files : dict of str to str
        What is handed in: path to template.
    what : str
        The first sentence of its docstring.
    """

    family: str
    name: str
    exercise: str
    naive: str
    earns: float
    beside: tuple[str, ...]
    needs: str
    files: dict[str, str]
    what: str

    @property
    def id(self) -> str:
        return f"{self.family}/{self.name}"

    @property
    def is_applicable(self) -> bool:
        return self.needs in ("", platform.machine()) or (self.needs in PROBES and PROBES[self.needs]())

    def submission(self) -> dict[str, str]:
        """The whole folder that is handed in, the honest exercises too."""
        honest = {file_of(id_): solution(id_) for id_ in self.beside}
        return honest | self.files


@cache
def course() -> Course:
    return load.load(ROOT)


def file_of(exercise: str) -> str:
    return Path(course().entry(exercise).file).name


def solution(exercise: str) -> str:
    return (ROOT / "solutions" / course().entry(exercise).file).read_text("utf-8")


@cache
def all_attacks() -> tuple[Attack, ...]:
    found = [read(path) for family in FAMILIES for path in sorted((HERE / family).iterdir()) if is_one(path)]
    return tuple(found)


def is_one(path: Path) -> bool:
    return path.name != "__pycache__"


def read(path: Path) -> Attack:
    """Read one attack, a file or a folder."""
    family = path.parent.name
    if path.is_dir():
        files = {str(item.relative_to(path)): item.read_text("utf-8") for item in sorted(path.rglob("*"))
                 if item.is_file() and "__pycache__" not in item.parts}  # fmt: skip
        main = next(text for text in files.values() if is_header(text))
    else:
        main = path.read_text("utf-8")
        files = {}
    header = header_of(main)
    own = header.pop("exercise")
    files = files or {file_of(own): main}
    beside = tuple(header.pop("beside", BESIDE).split())
    attack = Attack(
        family, path.stem, own, header.pop("naive grader"), float(header.pop("earns", "0")), beside,
        header.pop("needs", ""), files, docstring_of(main),
    )  # fmt: skip
    if header or attack.naive not in EFFECTS or own in beside:
        raise ValueError(f"{path}: its first line cannot be understood: {header or attack}")
    return attack


def is_header(text: str) -> bool:
    return "# exercise:" in text.split("\n", 1)[0]


def header_of(text: str) -> dict[str, str]:
    line = text.split("\n", 1)[0].split("# ", 1)[1]
    return dict(part.strip().split(": ", 1) for part in line.split(";"))


def docstring_of(text: str) -> str:
    found = re.search(r'"""(.*?)(?:\n\n|""")', text, re.DOTALL)
    return " ".join(found.group(1).split()) if found else ""
