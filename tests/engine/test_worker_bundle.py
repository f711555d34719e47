"""The worker goes in compiled where an image's Python takes the grader's code, and as source where it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from calcgrade.worker import bundle

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def first_message(tmp_path: Path) -> list[str]:
    """What a worker says first, started as an image's Python starts it."""
    done = subprocess.run(
        bundle.command(sys.executable, site=True),
        input=bundle.payload((), str(tmp_path)), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    messages: list[list[str]] = json.loads(done.stdout[9:])
    return messages[0]


def test_a_python_of_the_same_magic_number_compiles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "_sources", lambda: b"no JSON")
    assert first_message(tmp_path)[0] == "hello"


def test_a_python_of_another_magic_number_compiles_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "_codes", lambda: b"no code")
    monkeypatch.setattr(bundle, "MAGIC_NUMBER", b"other")
    assert first_message(tmp_path)[0] == "hello"


def test_a_python_that_is_the_graders_own_is_sent_no_source() -> None:
    assert len(bundle.payload(("/x",), "/r")) < len(bundle.payload((), "/r")) - 50_000
