"""Building the grading image: what goes in, and what is said when it cannot be built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcgrade.errors import InputError, SandboxUnavailable
from calcgrade.image.build import build

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_without_wheels_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no wheels.*pip download"):
        build(wheels=tmp_path)


@pytest.mark.docker
def test_a_base_that_cannot_be_pulled_is_named() -> None:
    said: list[str] = []
    with pytest.raises(SandboxUnavailable, match=r"base image localhost:1/none:1 .* could not be pulled"):
        build("localhost:1/none:1", tag="calcgrade:never-built", progress=said.append)
    assert said[0].startswith("Step 1/")
