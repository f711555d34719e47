"""What learner code leaves behind is removed, however it is made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from calcgrade.worker import removal

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def deep(folder: Path, levels: int) -> None:
    """Make a folder in a folder …; the path of the innermost is longer than a path may be."""
    descriptor = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir("nested", dir_fd=descriptor)
        inner = os.open("nested", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=descriptor))
    os.close(descriptor)


def test_a_nest_deeper_than_any_recursion_or_path_is_removed(tmp_path: Path) -> None:
    (tmp_path / "left").mkdir()
    deep(tmp_path / "left", 3000)
    removal.remove(str(tmp_path / "left"))
    assert list(tmp_path.iterdir()) == []


def test_folders_closed_to_their_owner_are_removed(tmp_path: Path) -> None:
    inner = tmp_path / "left" / "closed" / "inner"
    inner.mkdir(parents=True)
    (inner / "file").touch()
    inner.chmod(0)
    inner.parent.chmod(0)
    removal.remove(str(tmp_path / "left"))
    assert list(tmp_path.iterdir()) == []


def test_names_that_numbers_would_take_are_no_hindrance(tmp_path: Path) -> None:
    for name in ("0", "1", "2/0/1", "3/0", "0/2"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "file").touch()
    removal.empty(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_links_are_removed_and_what_they_lead_to_stays(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").touch()
    inside = tmp_path / "left"
    (inside / "folder").mkdir(parents=True)
    (inside / "link").symlink_to(outside)
    (inside / "folder" / "link").symlink_to(outside)
    removal.remove(str(inside))
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["outside", "file"]


def test_one_entry_is_kept_and_a_folder_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "kept" / "inner").mkdir(parents=True)
    (tmp_path / "other").touch()
    removal.empty(str(tmp_path), keep="kept")
    removal.remove(str(tmp_path / "missing"))
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["kept", "inner"]


def test_what_cannot_be_removed_is_left_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stays").mkdir()

    def refuse(_path: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "rmdir", refuse)
    removal.remove(str(tmp_path))
    assert (tmp_path / "stays").is_dir()
