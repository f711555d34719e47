"""A folder, a zip and a tar of it are one submission: the same files, the same digest, the same grade."""

from __future__ import annotations

import random  # noqa: TC003 - Hypothesis reads annotations
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from packed import PACKERS, Link, Node, Odd, Tree, on_disk, tarred, zipped
from small_course import make_course

from calcgrade.errors import InputError
from calcgrade.intake import submission

if TYPE_CHECKING:
    from calcgrade.course.load import Course

SLOPE, GRADIENT = "ex_1_1_slope.py", "ex_2_1_gradient.py"

FORMATS = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}

FOLDERS = st.sampled_from(
    ["exercises", "extensions", "week2", "Week2", "a", "é", "e\u0301", ".git", "__MACOSX", "env", "aux", "l" * 120]
)  # fmt: skip
FILES = st.sampled_from(
    [
        SLOPE, GRADIENT, "ex_e1_momentum.py", "ex_1_1_slope.ipynb", "all.ipynb", "two.ipynb", "tools.py", "Tools.py",
        "notes.txt", "pyvenv.cfg", "é.py", "e\u0301.py", "nul.py", "back\\slash.py", "c:.py", "bad\x1b.py", "x. .py",
        "straße.py", "strasse.py", ".hidden.py", "n" * 130 + ".py",
    ]
)  # fmt: skip
NODES: st.SearchStrategy[Node] = (
    st.binary(max_size=40) | st.sampled_from(Odd) | st.builds(Link, st.sampled_from([SLOPE, ".."]))
)  # fmt: skip


def _is_a_tree(tree: Tree) -> bool:
    """Nothing lies below a file."""
    return not any(
        str(parent) in tree and tree[str(parent)] is not Odd.FOLDER
        for path in tree
        for parent in Path(path).parents
    )


def _path(folders: list[str], name: str) -> str:
    return "/".join([*folders, name])


TREES: st.SearchStrategy[Tree] = st.dictionaries(
    st.builds(_path, st.lists(FOLDERS, max_size=3), FILES),
    NODES | st.binary(max_size=3),
    max_size=10,
).filter(_is_a_tree)


@pytest.fixture(scope="module")
def course() -> Course:
    with tempfile.TemporaryDirectory() as folder:
        return make_course(Path(folder, "course"))


def seen(path: Path, course: Course) -> object:
    """All that a grade is made of, or the error."""
    try:
        found = submission.read(path, course)
    except InputError as error:
        return str(error).removeprefix(str(path))
    return found.files, found.digest, found.entries, found.notes


@settings(max_examples=150, deadline=None)
@given(
    TREES,
    st.sampled_from(sorted(FORMATS)),
    st.sampled_from(sorted(PACKERS)),
    st.sampled_from(["", "./"]),
    st.booleans(),
    st.randoms(),
)
def test_folder_zip_and_tar_of_a_tree_are_the_same_submission(
    course: Course, tree: Tree, form: str, packer: str, root: str, stored: bool, order: random.Random
) -> None:
    if form == "ustar" and any(len(name) > 90 for name in tree):
        form = "pax"  # the older format cannot hold them
    names = list(tree)
    order.shuffle(names)
    shuffled = {root + name: tree[name] for name in names}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "hw")
        folder.mkdir()
        expected = seen(on_disk(tree, folder), course)
        event("graded" if isinstance(expected, tuple) else "nothing to grade")
        if isinstance(expected, tuple) and expected[3]:
            event("with notes")
        Path(place, "hw.zip").write_bytes(zipped(shuffled, stored=stored))
        assert seen(Path(place, "hw.zip"), course) == expected
        Path(place, f"hw.{packer}").write_bytes(PACKERS[packer](tarred(shuffled, FORMATS[form])))
        assert seen(Path(place, f"hw.{packer}"), course) == expected


@pytest.mark.parametrize("form", ["v7", "oldgnu", "gnu", "ustar", "pax"])
def test_what_the_tar_program_writes_is_the_same_submission(
    course: Course, tmp_path: Path, form: str
) -> None:
    long = "l" * 60
    tree: Tree = {SLOPE: b"x = 1\n", f"{long}/tools.py": b"", "link.py": Link(SLOPE)}
    if form != "v7":
        tree |= {"odd.py": Odd.FIFO}
    if form not in ("v7", "ustar"):
        tree |= {f"{long}/{long}/{GRADIENT}": b"y" * 600, f"{long}/{'n' * 150}.py": b"z"}
    folder = on_disk(tree, tmp_path / "hw")
    command = ["tar", "-C", str(folder), f"--format={form}", "-czf", str(tmp_path / "hw.tgz"), "."]
    subprocess.run(command, check=True)
    assert seen(tmp_path / "hw.tgz", course) == seen(folder, course)


def test_what_shutil_packs_is_the_same_submission(course: Course, tmp_path: Path) -> None:
    folder = on_disk({SLOPE: b"x = 1\n", f"exercises/{GRADIENT}": b"y" * 5000}, tmp_path / "hw")
    expected = seen(folder, course)
    for kind in ("zip", "tar", "gztar", "bztar", "xztar"):
        assert seen(Path(shutil.make_archive(str(tmp_path / kind), kind, folder)), course) == expected


def test_a_folder_packed_with_its_own_name_is_found_all_the_same(course: Course, tmp_path: Path) -> None:
    (tmp_path / "hw.zip").write_bytes(zipped({f"hw/{SLOPE}": b"pass\n", "hw/tools.py": b""}))
    found = submission.read(tmp_path / "hw.zip", course)
    assert list(found.files) == [f"hw/{SLOPE}", "hw/tools.py"]
    assert found.id == "hw"


def test_the_name_of_an_archive_loses_its_suffixes(course: Course, tmp_path: Path) -> None:
    for suffix in (".tar.gz", ".TGZ", ".tar"):
        (tmp_path / f"a.b{suffix}").write_bytes(tarred({SLOPE: b""}))
        assert submission.read(tmp_path / f"a.b{suffix}", course).id == "a.b"
