"""Paths on the command line, which are the user's and not those of the folder that calcgrade works in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = click.Path(path_type=Path)


def absolute(_ctx: click.Context, _param: click.Parameter, path: Path | None) -> Path | None:
    """Make a path absolute while the working folder is still the user's, without following links."""
    return path and path.absolute()


def all_absolute(_ctx: click.Context, _param: click.Parameter, paths: Iterable[Path]) -> list[Path]:
    """Do so with many."""
    return [path.absolute() for path in paths]
