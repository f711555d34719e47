"""A folder that plays tricks while it is read: nothing but plain files of its own is ever taken."""

from __future__ import annotations

import os
import socket
import stat
import time
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from packed import Link, on_disk
from small_course import make_course

from calcgrade.errors import InputError
from calcgrade.intake import folder as folders
from calcgrade.intake import names, submission
from calcgrade.intake.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from calcgrade.course.load import Course
    from calcgrade.intake.submission import Submission

SLOPE, GRADIENT = "ex_1_1_slope.py", "ex_2_1_gradient.py"


@pytest.fixture(params=["by descriptor", "by path"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of reading: the second is all there is on Windows."""
    if request.param == "by path":
        monkeypatch.setattr(folders, "by_descriptor", lambda: False)
    return str(request.param)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path / "course")


@pytest.fixture
def hw(tmp_path: Path) -> Path:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / GRADIENT).write_bytes(b"SECRET\n")
    return on_disk({SLOPE: b"pass\n"}, tmp_path / "hw")


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def problem(found: Submission, file: str = GRADIENT) -> str:
    entry = found.entry(file)
    assert entry is not None
    return entry.problem or ""


def device(path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root makes devices")
    os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5))  # /dev/zero, which never ends


def served(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 2**40)


def grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more\n")


def write_over(path: Path) -> None:
    path.write_bytes(b"PASS\n")


def shrink(path: Path) -> None:
    path.write_bytes(b"")


ODD: dict[str, Callable[[Path], object]] = {
    "a FIFO": os.mkfifo,
    "a device": device,
    "a socket": served,
    "a folder": Path.mkdir,
    "a link to a file": lambda path: path.symlink_to("../secret/" + GRADIENT),
    "a link to an absolute path": lambda path: path.symlink_to("/etc/passwd"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a hard link": lambda path: path.hardlink_to(path.parent.parent / "secret" / GRADIENT),
    "a sparse file of a terabyte": sparse,
}


@pytest.mark.parametrize("make", [make for make in ODD.values() if make is not sparse])
def test_what_is_no_plain_file_costs_its_own_exercise(
    course: Course, hw: Path, make: Callable[[Path], object]
) -> None:
    before = open_descriptors()
    make(hw / GRADIENT)
    found = submission.read(hw, course)
    assert list(found.files) == [SLOPE]
    assert problem(found).startswith(GRADIENT)
    assert problem(found) in found.notes
    assert problem(found, SLOPE) == ""
    assert open_descriptors() == before


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_what_takes_a_files_place_after_it_was_seen_is_not_read(
    hw: Path, make: Callable[[Path], object]
) -> None:
    (hw / GRADIENT).write_bytes(b"mine\n")
    with Folder(hw) as folder:
        assert len(folder.list(PurePosixPath())) == 2
        (hw / GRADIENT).unlink()
        make(hw / GRADIENT)
        started = time.monotonic()
        if make is sparse:  # as much is read as shows that it is too long
            assert folder.read(GRADIENT, 10) == bytes(11)
        else:
            with pytest.raises(OSError, match=r"."):
                folder.read(GRADIENT, 10)
        assert time.monotonic() - started < 5


def test_a_sparse_file_of_a_terabyte_is_too_much_at_once(course: Course, hw: Path) -> None:
    sparse(hw / SLOPE)
    started = time.monotonic()
    with pytest.raises(InputError, match="more than 5 MiB"):
        submission.read(hw, course)
    assert time.monotonic() - started < 5


def test_a_folder_replaced_by_a_link_after_it_was_seen_is_not_entered(hw: Path) -> None:
    on_disk({f"deep/er/{GRADIENT}": b"mine\n"}, hw)
    with Folder(hw) as folder:
        assert folder.read(f"deep/er/{GRADIENT}", 100) == b"mine\n"
        (hw / "deep" / "er").rename(hw / "gone")
        (hw / "deep" / "er").symlink_to(hw.parent / "secret")
        with pytest.raises(OSError, match=r"."):
            folder.read(f"deep/er/{GRADIENT}", 100)
        with pytest.raises(OSError, match=r"."):
            folder.list(PurePosixPath("deep/er"))


def test_a_whole_submission_replaced_after_it_was_opened_is_still_the_one_that_was_opened(
    hw: Path, way: str
) -> None:
    if way == "by path":
        pytest.skip("without descriptors there is nothing to hold it by")
    with Folder(hw) as folder:
        hw.rename(hw.parent / "moved")
        hw.symlink_to(hw.parent / "secret")
        assert [entry.name for entry in folder.list(PurePosixPath())] == [SLOPE]
        assert folder.read(SLOPE, 100) == b"pass\n"


def test_another_file_opened_in_a_files_place_is_noticed(hw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = os.open

    def another(path: str, flags: int, **more: int | None) -> int:
        secret = hw.parent / "secret" / GRADIENT
        return real_open(secret, flags) if path.endswith(SLOPE) else real_open(path, flags, **more)  # type: ignore[arg-type]

    with Folder(hw) as folder:
        monkeypatch.setattr(os, "open", another)
        with pytest.raises(OSError, match="replaced while it was read"):
            folder.read(SLOPE, 100)


@pytest.mark.parametrize(
    "change",
    [grow, write_over, shrink],
)
def test_a_file_that_changes_while_it_is_read_costs_its_own_exercise(
    course: Course, hw: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    (hw / GRADIENT).write_bytes(b"mine\n")
    os.utime(hw / SLOPE, (0, 0))
    real_fstat, looked = os.fstat, 0

    def fstat(descriptor: int) -> os.stat_result:
        nonlocal looked
        status = real_fstat(descriptor)
        if os.path.samestat(status, (hw / SLOPE).stat()):
            looked += 1
            if looked == 1:
                change(hw / SLOPE)
        return status

    monkeypatch.setattr(os, "fstat", fstat)
    found = submission.read(hw, course)
    assert problem(found, SLOPE) == f"{SLOPE} could not be read: it changed while it was read"
    assert list(found.files) == [GRADIENT]


def test_folders_are_looked_into_to_a_depth_of_sixteen(course: Course, hw: Path) -> None:
    deepest = "/".join(f"d{k}" for k in range(16))
    on_disk({f"{deepest}/{GRADIENT}": b"", f"{deepest}/more/ex_e1_momentum.py": b""}, hw)
    found = submission.read(hw, course)
    assert set(found.files) == {SLOPE, f"{deepest}/{GRADIENT}"}
    assert found.notes == [f"{deepest}/more was not read: it lies more than 16 folders deep"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("CON.py", "device"),
        ("nul.tar.py", "device"),
        ("com1 .py", "device"),
        ("lpt³.ipynb", "device"),
        ("back\\slash.py", "backslash"),
        ("C:evil.py", "colon"),
        ("stream.py:hidden.py", "colon"),
        ("new\nline.py", "unprintable"),
        ("bell\x07.py", "unprintable"),
        ("bidi\u202egnp.py", "unprintable"),
        ("zero\u200bwidth.py", "unprintable"),
        ("surrogate\udcff.py", "unprintable"),
        ("tag\U000e0041.py", "unprintable"),
        ("l" * 252 + ".py", None),
    ],
)
def test_a_name_that_means_something_else_elsewhere_is_noted_and_not_read(
    course: Course, hw: Path, name: str, why: str | None
) -> None:
    on_disk({name: b"pass\n"}, hw)
    found = submission.read(hw, course)
    if why is None:
        assert set(found.files) == {SLOPE, name}
        return
    assert list(found.files) == [SLOPE]
    [note] = found.notes
    assert why in note
    assert note.isprintable()


@pytest.mark.parametrize("name", ["dot.", "blank ", "aux", "COM9"])
def test_a_folder_of_such_a_name_is_noted_and_not_entered(course: Course, hw: Path, name: str) -> None:
    on_disk({f"{name}/{GRADIENT}": b"pass\n"}, hw)
    found = submission.read(hw, course)
    assert list(found.files) == [SLOPE]
    assert found.notes[0].startswith(f"{name} was not read")


def test_a_name_longer_than_file_systems_take_is_refused() -> None:
    assert names.refusal("é" * 128) == "its name is longer than 255 bytes"


@pytest.mark.parametrize(
    ("twins", "taken"),
    [
        (("tools.py", "Tools.py"), "tools.py"),
        (("TOOLS.py", "Tools.py"), "TOOLS.py"),
        (("caf\u00e9.py", "cafe\u0301.py"), "caf\u00e9.py"),
        (("strasse.py", "straße.py"), "strasse.py"),
        ((SLOPE, SLOPE.upper()), SLOPE),
    ],
)
def test_of_names_that_a_file_system_may_confuse_one_is_read_and_the_other_noted(
    course: Course, hw: Path, twins: tuple[str, str], taken: str
) -> None:
    on_disk(dict.fromkeys(twins, b"pass\n"), hw)
    found = submission.read(hw, course)
    assert set(found.files) == {SLOPE, taken}
    left = next(name for name in twins if name != taken)
    if left.endswith(".py"):
        assert found.notes == [
            f"{left} was not read: not every system can tell its name from that of {taken}"
        ]


def test_folders_whose_names_may_be_confused_are_not_mixed(course: Course, hw: Path) -> None:
    on_disk({f"exercises/{GRADIENT}": b"1", f"Exercises/{GRADIENT}": b"2"}, hw)
    found = submission.read(hw, course)
    assert found.files[f"exercises/{GRADIENT}"] == b"1"
    assert len(found.files) == 2


def test_a_submission_named_by_a_link_to_a_file_is_refused(course: Course, hw: Path) -> None:
    for name in (SLOPE, "hw.zip"):
        (hw.parent / name).symlink_to(hw / SLOPE)
        with pytest.raises(InputError, match="is a link"):
            submission.read(hw.parent / name, course)


def test_an_archives_place_taken_by_a_fifo_is_refused_and_not_waited_for(course: Course, hw: Path) -> None:
    os.mkfifo(hw / "hw.zip")
    with pytest.raises(InputError, match="is neither a folder"):
        submission.read(hw / "hw.zip", course)


def test_no_descriptor_is_left_open(course: Course, hw: Path) -> None:
    on_disk({f"a/b/{GRADIENT}": b"", "c/link": Link("/")}, hw)
    before = open_descriptors()
    submission.read(hw, course)
    submission.look(hw, course)
    with pytest.raises(InputError, match="holds no exercise file"):
        submission.read(hw / "c", course)
    assert open_descriptors() == before
