"""``calcgrade grade hw.zip`` and ``check hw.tar.gz``: the same grade as of the folder, and sentences for the rest."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from elsewhere import without_times
from packed import Link, on_disk, tarred, zipped
from test_cli import program

from calcgrade.results.model import decode

if TYPE_CHECKING:
    from packed import Tree

CHECKOUT = Path(__file__).resolve().parents[2]
SLOPE, GRADIENT = "ex_1_1_numerical_derivative.py", "ex_2_1_gradient.py"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    here = tmp_path / "here"
    here.mkdir()
    return here


def graded(here: Path, *words: str) -> Any:
    """The result without times and the submission's name, and the notes."""
    trusted = ["--trust-submissions"] if words[0] == "grade" else []
    ran = program(*words, "--isolation", "process", *trusted, "--json", "out.json", folder=here)
    assert ran.returncode in (0, 1), ran.stderr
    result = msgspec.to_builtins(decode((here / "out.json").read_bytes()))
    assert result["submission"].pop("id") == "hw"
    return without_times(result), [line for line in ran.stdout.splitlines() if line.startswith("Note:")]


def test_an_archive_is_graded_like_the_folder(here: Path) -> None:
    tree: Tree = {
        SLOPE: (CHECKOUT / "solutions" / SLOPE).read_bytes().replace(b"def ", b"import tools\ndef ", 1),
        "tools.py": b"",
        f"exercises/{GRADIENT}": b"print('::error::mine')\ndef f(x, y):\n    return 3 * x\n",
        "linked.py": Link(SLOPE),
    }
    on_disk(tree, here / "hw")
    (here / "hw.zip").write_bytes(zipped(tree))
    (here / "hw.tar.gz").write_bytes(gzip.compress(tarred(tree)))
    expected = graded(here, "grade", "hw", "--exercise", "1.1", "--exercise", "2.1")
    assert expected[0]["exercises"][0]["status"] == "passed"
    assert expected[1] == ["Note: linked.py is a link, and links are not followed"]
    for archive in ("hw.zip", "hw.tar.gz"):
        assert graded(here, "grade", archive, "--exercise", "1.1", "--exercise", "2.1") == expected
    assert graded(here, "check", "hw.zip", "1.1", "2.1") == expected


def test_an_archive_named_for_an_exercise_is_still_a_whole_submission(here: Path) -> None:
    shutil.copy(CHECKOUT / "submissions" / "demo" / SLOPE, here)
    (here / "ex_1_1_numerical_derivative.zip").write_bytes(zipped({GRADIENT: b""}))
    ran = program("check", "ex_1_1_numerical_derivative.zip", "--format", "json", folder=here)
    result = decode(ran.stdout.encode())
    assert len(result.exercises) > 5
    assert result.exercises[0].status == "not_started"


@pytest.mark.parametrize("command", ["grade", "check"])
@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("hw.zip", b"Rar!", "it is no zip or tar archive. Pack it again, or hand in the folder itself."),
        ("hw.zip", zipped({SLOPE: b"pass"})[:-9], "its zip directory is damaged, cut short or missing."),
        ("hw.tgz", b"\x1f\x8bnonsense", "its gzip packing is damaged."),
        ("hw.zip", zipped({"essay.txt": b""}), "holds no exercise file"),
        ("nowhere.tar.xz", None, "there is no such file or folder"),
    ],
)
def test_a_bad_archive_is_one_sentence_and_exit_code_2(
    here: Path, command: str, name: str, data: bytes | None, sentence: str
) -> None:
    if data is not None:
        (here / name).write_bytes(data)
    ran = program(command, name, folder=here)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert sentence in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert "Traceback" not in ran.stderr


def test_one_bad_member_costs_its_own_exercise_alone(here: Path) -> None:
    good = (CHECKOUT / "solutions" / SLOPE).read_bytes()
    data = zipped({SLOPE: good, GRADIENT: b"x" * 1000})
    at = data.rindex(GRADIENT.encode()) - 46 + 16
    (here / "hw.zip").write_bytes(data[:at] + b"\0\0\0\0" + data[at + 4 :])
    result, notes = graded(here, "check", "hw.zip", "1.1", "2.1")
    assert [exercise["status"] for exercise in result["exercises"]] == ["passed", "error"]
    assert "damaged in the archive" in result["exercises"][1]["checks"][0]["message"]
    assert any("damaged in the archive" in note for note in notes)


def test_a_name_is_shown_escaped_and_used_for_nothing(here: Path) -> None:
    name = "../\x1b[2J::error::x.py"
    (here / "hw.zip").write_bytes(zipped({SLOPE: b"", name: b"evil"}))
    ran = program("check", "hw.zip", "1.1", folder=here)
    assert "\x1b" not in ran.stdout
    assert r"\x1b[2J::error::x.py' was not read: its name leads out of the archive" in ran.stdout
    assert sorted(path.name for path in here.parent.iterdir()) == ["here", "tmp"]
