"""Matplotlib's own list of its fonts, taken from the grader's cache and sent to sandboxes."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from calcgrade.limits import Limits
from calcgrade.sandboxes import font_lists
from calcgrade.sandboxes.bubblewrap import BubblewrapLauncher
from calcgrade.sandboxes.docker import DockerLauncher
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.process import ProcessLauncher
from calcgrade.sandboxes.replies import Call, Status
from calcgrade.sandboxes.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from calcgrade.sandboxes.channel import Launcher


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of which matplotlib would think that it is its cache."""
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    return tmp_path


def font(fname: str) -> dict[str, Any]:
    return {"fname": fname, "name": "Made Up", "__class__": "FontEntry"}


def write(path: Path, *names: str, changed: int = 1) -> None:
    fonts = [font(name) for name in names]
    path.write_text(
        json.dumps({"afmlist": [], "ttflist": fonts, "_version": "1", "__class__": "FontManager"})
    )
    os.utime(path, (changed, changed))


def test_fonts_of_the_system_are_left_out_and_nothing_else(cache: Path) -> None:
    write(cache / "fontlist-v1.json", "fonts/ttf/Inside.ttf", "/usr/share/fonts/Outside.ttf")
    [(name, text)] = font_lists.font_lists()
    assert name == "fontlist-v1.json"
    assert json.loads(text) == {
        "afmlist": [], "ttflist": [font("fonts/ttf/Inside.ttf")], "_version": "1", "__class__": "FontManager"
    }  # fmt: skip


def test_the_newest_lists_come_first_and_older_ones_than_those_are_not_sent(cache: Path) -> None:
    for k in range(font_lists.MOST_LISTS + 2):
        write(cache / f"fontlist-v{k}.json", changed=100 + k)
    assert [name for name, _ in font_lists.font_lists()] == [f"fontlist-v{k}.json" for k in (5, 4, 3, 2)]


def test_a_list_that_was_written_anew_is_read_anew(cache: Path) -> None:
    write(cache / "fontlist-v1.json", "one.ttf")
    assert "one.ttf" in font_lists.font_lists()[0][1]
    write(cache / "fontlist-v1.json", "two.ttf", changed=2)
    assert "two.ttf" in font_lists.font_lists()[0][1]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1]", b"\xff", b'{"afmlist": 3, "ttflist": []}', b'{"ttflist": [{}], "afmlist": []}', b"[" * 10**5],
)  # fmt: skip
def test_what_is_no_list_is_not_sent(cache: Path, content: bytes) -> None:
    (cache / "fontlist-v1.json").write_bytes(content)
    (cache / "fontlist-v2.json").mkdir()
    assert font_lists.font_lists() == []


def test_a_list_of_any_size_is_not_read(cache: Path) -> None:
    write(cache / "fontlist-v1.json", *["x" * 1000] * (font_lists.MOST_BYTES // 1000))
    assert font_lists.font_lists() == []


def test_without_a_cache_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path / "missing"))
    assert font_lists.font_lists() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there HOME does not say where a user's home is")
@pytest.mark.parametrize("place", [".cache/matplotlib", ".matplotlib"])
def test_it_is_looked_for_where_matplotlib_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    for name in ("MPLCONFIGDIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / place).mkdir(parents=True)
    write(tmp_path / place / "fontlist-v1.json")
    assert [name for name, _ in font_lists.font_lists()] == ["fontlist-v1.json"]


LIMITS = Limits(import_s=10.0, call_s=5.0, exercise_s=30.0)
READS_ITS_LIST = b"""
import json, os
def f():
    folder = os.environ["MPLCONFIGDIR"]
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return [name for name in names if "made-up" in name]
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(lambda: ProcessLauncher(), ["fontlist-vmade-up.json"], id="process"),
        pytest.param(lambda: ProcessLauncher(portable=True), ["fontlist-vmade-up.json"], id="portable"),
        pytest.param(
            lambda: BubblewrapLauncher(), ["fontlist-vmade-up.json"], id="bubblewrap", marks=pytest.mark.bubblewrap
        ),
        pytest.param(lambda: DockerLauncher(), [], id="docker", marks=pytest.mark.docker),
    ],
)  # fmt: skip
@pytest.mark.parametrize("plots", [True, False], ids=["plots", "imports"])
def test_a_sandbox_finds_it_before_anything_is_drawn_but_an_image_has_its_own(
    cache: Path, start: Callable[[], Launcher], expected: list[str], *, plots: bool
) -> None:
    write(cache / "fontlist-vmade-up.json")
    launcher = start()
    source = READS_ITS_LIST if plots else b"import matplotlib\n" + READS_ITS_LIST
    session = Session(launcher, {"a.py": source}, LIMITS)
    try:
        assert session.load(ExerciseRequest("1.1", ("a.py",), ("f",), plots=plots)).status is Status.OK
        [reply] = session.call([Call("f")])
    finally:
        session.close()
        launcher.close()
    assert reply.value == expected
