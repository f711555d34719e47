"""The members of a tar file in memory: POSIX ustar and pax, GNU, and the old format without a name.

Read here and not by the standard library: several of its versions that are in use hang on a hostile header, and
all of them call themselves again for each header before a member.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.intake.archive import BadArchive, Member
from calcgrade.limits import ARCHIVE_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.intake.source import Kind

BLOCK = 512

MOST_HEADERS = 3 * ARCHIVE_ENTRIES
"""A member may have one header for its long name and one more."""

MOST_RECORDS = 100
"""Lines of one pax header; those that are in use would not fill twenty."""

_KINDS: dict[bytes, Kind] = {
    b"0": "file", b"\0": "file", b"7": "file", b"5": "folder", b"1": "link", b"2": "link",
}  # fmt: skip
_WITHOUT_DATA = b"123456"
"""Types whose length, if they say one, is of nothing that follows: links, devices, folders, FIFOs."""

_LONG_NAME, _LONG_LINK, _SPARSE = b"L", b"K", b"S"
_PAX, _PAX_OF_ALL = (b"x", b"X"), b"g"


class _Header(NamedTuple):
    name: bytes
    type: bytes
    size: int
    goes_on: bool


class _Said(NamedTuple):
    """What the headers before a member's own say of it."""

    name: bytes | None = None
    size: int | None = None
    sparse: bool = False


def members(data: bytes) -> Iterator[Member]:
    """Yield the members of a tar in their order.

    Raises
    ------
    BadArchive
        If it is no tar, or is damaged or cut short.
    """
    at, said = 0, _Said()
    for _ in range(MOST_HEADERS):
        block = data[at : at + BLOCK]
        if len(block) < BLOCK:
            raise BadArchive("it ends too early" if at else _NO_ARCHIVE)
        if not any(block):
            return
        header = _header(block, first=at == 0)
        at += BLOCK
        if header.type == _SPARSE and header.goes_on:
            at = _after_sparse(data, at)
        own = header.type in (_LONG_NAME, _LONG_LINK, _PAX_OF_ALL, *_PAX)
        size = header.size if own or said.size is None else said.size
        if header.type in _WITHOUT_DATA:
            size = 0
        if header.type == _LONG_NAME:
            said = said._replace(name=data[at : at + size].rstrip(b"\0"))
        elif header.type in _PAX:
            said = _pax(data[at : at + size], said)
        elif not own:
            name = (header.name if said.name is None else said.name).decode("utf-8", "surrogateescape")
            yield Member(name, _kind(header, name, said), partial(_content, data, at, size))
            said = _Said()
        at += -(-size // BLOCK) * BLOCK
    raise BadArchive.too_many()


_NO_ARCHIVE = "it is no zip or tar archive"
_DAMAGED = "one of its headers is damaged"


def _header(block: bytes, *, first: bool) -> _Header:
    total = sum(block) - sum(block[148:156]) + 8 * ord(" ")
    if _number(block[148:156]) != total:
        raise BadArchive(_NO_ARCHIVE if first else _DAMAGED)
    size = _number(block[124:136])
    if size is None:
        raise BadArchive(_DAMAGED)
    name = _text(block[:100])
    # GNU's own format keeps other things where POSIX keeps the first half of a long name.
    if block[257:265] == b"ustar\x0000" and (prefix := _text(block[345:500])):
        name = prefix + b"/" + name
    return _Header(name, block[156:157], size, bool(block[482]))


def _text(field: bytes) -> bytes:
    return field.partition(b"\0")[0]


def _number(field: bytes) -> int | None:
    """Read a number in octal digits, or GNU's larger ones in binary; None for anything else."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    digits = _text(field).strip(b" ")
    if not digits:
        return 0
    return int(digits, 8) if all(digit in b"01234567" for digit in digits) else None


def _after_sparse(data: bytes, at: int) -> int:
    """Skip the blocks that go on with a sparse file's map."""
    while True:
        block = data[at : at + BLOCK]
        if len(block) < BLOCK:
            raise BadArchive("it ends too early")
        at += BLOCK
        if not block[504]:
            return at


def _pax(records: bytes, said: _Said) -> _Said:
    """Read what counts of a pax header: lines of their own length, a key and a value."""
    at = 0
    for _ in range(MOST_RECORDS):
        if at == len(records):
            return said
        digits, blank, _ = records[at : at + 20].partition(b" ")
        length = int(digits) if blank and digits.isdigit() else 0
        key, equals, value = records[at + len(digits) + 1 : at + length].removesuffix(b"\n").partition(b"=")
        if not equals or at + length > len(records):
            raise BadArchive(_DAMAGED)
        at += length
        if key in (b"path", b"GNU.sparse.name"):
            said = said._replace(name=value)
        elif key == b"size":
            if not value.isdigit() or len(value) > 20:
                raise BadArchive(_DAMAGED)
            said = said._replace(size=int(value))
        if key.startswith(b"GNU.sparse."):
            said = said._replace(sparse=True)
    raise BadArchive(_DAMAGED)


def _kind(header: _Header, name: str, said: _Said) -> Kind:
    if said.sparse:
        return "special"
    kind = _KINDS.get(header.type, "special")
    return "folder" if kind == "file" and name.endswith("/") else kind


def _content(data: bytes, at: int, size: int, most: int) -> bytes:
    return data[at : at + min(size, most + 1)]
