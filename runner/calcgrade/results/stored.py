"""Results that were written to files: finding and reading them, and saying why one cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from calcgrade.errors import InputError
from calcgrade.limits import MIB
from calcgrade.results.model import SCHEMA, decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calcgrade.results.model import Result

LARGEST = 256 * MIB
"""Bytes of a file that is read; a result has fewer by far."""

FAMILY = SCHEMA.rpartition("/")[0] + "/"


class _Head(msgspec.Struct):
    """What tells a result from other JSON, whatever its version."""

    schema: str = ""


def find(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """Return the files of results that paths mean, and where each lies below the folder that was named.

    Raises
    ------
    InputError
        For a path that leads nowhere, and a folder without any result.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            results = {
                file: file.relative_to(path) for file in sorted(path.rglob("*.json")) if _is_result(file)
            }
            if not results:
                raise InputError(str(path), "this folder holds no result", "Name one that `--json` wrote to")
            found |= results
        elif path.is_file():
            found[path] = Path(path.name)
        else:
            raise InputError(str(path), "there is no such file or folder", "Check the spelling")
    return list(found.items())


def read(path: Path) -> Result:
    """Read a result.

    Raises
    ------
    InputError
        For a file that cannot be read, is no result, or is one of a version that this calcgrade does not know.
    """
    data = _bytes(path)
    schema = _schema(data)
    if schema is None:
        raise InputError(str(path), "is no result of calcgrade", "Name a file that `--json` wrote")
    if schema != SCHEMA:
        raise InputError(
            str(path),
            f"is a {schema!r}, and this calcgrade reads {SCHEMA}",
            "Grade the submission again, or use the calcgrade that wrote the file",
        )
    return decode(data, str(path))


def _is_result(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and _schema(_bytes(path)) is not None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(
            str(path), f"cannot be read ({error.strerror})", "Check that you may read it"
        ) from None
    if len(data) > LARGEST:
        raise InputError(str(path), f"has more than {LARGEST // MIB} MiB", "Name a file that `--json` wrote")
    return data


def _schema(data: bytes) -> str | None:
    """Return the schema that a result names; None where it is no result at all."""
    try:
        schema = msgspec.json.decode(data, type=_Head).schema
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return schema if schema.startswith(FAMILY) else None
