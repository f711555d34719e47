"""The members of a zip file in memory."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING

from calcgrade.intake.archive import BadArchive, Member
from calcgrade.intake.source import Unreadable
from calcgrade.limits import ARCHIVE_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.intake.source import Kind

_ENTRY = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
_UNIX = 3


def members(data: bytes, most: int = ARCHIVE_ENTRIES) -> Iterator[Member]:
    """Yield the members that a zip's directory names, in its order.

    The standard library reads the directory, which is all it is asked: it unpacks some methods without a
    limit, and older versions of it accept members that share their bytes.

    Raises
    ------
    BadArchive
        If the directory is damaged or missing, names too much, or two members overlap.
    """
    # Every entry begins with these bytes, so this bounds the objects that are made of them.
    if data.count(_ENTRY) > most:
        raise BadArchive.too_many(most)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            infos, end = opened.infolist(), opened.start_dir
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, OverflowError, struct.error):
        raise BadArchive("its zip directory is damaged, cut short or missing") from None
    places = {id(info): _place(data, info) for info in infos}
    _require_apart(infos, places, end)
    for info in infos:
        yield Member(info.orig_filename, _kind(info), partial(_content, data, info, places[id(info)]))


def _place(data: bytes, info: zipfile.ZipInfo) -> int | None:
    """Return where a member's bytes begin; None where its own header is not what the directory says."""
    at = info.header_offset
    if not 0 <= at <= len(data) - _LOCAL.size:
        return None
    found: tuple[bytes, int, int] = _LOCAL.unpack_from(data, at)
    magic, name, extra = found
    start = at + _LOCAL.size
    said = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437", "replace")
    if magic != b"PK\x03\x04" or data[start : start + name] != said:
        return None
    return start + name + extra


def _require_apart(infos: list[zipfile.ZipInfo], places: dict[int, int | None], end: int) -> None:
    """Refuse members that share bytes: each of many could unpack the same few to the limit."""
    taken = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        start = places[id(info)]
        if start is None:
            continue
        if info.header_offset < taken:
            raise BadArchive("two of its members overlap")
        taken = start + info.compress_size
    if taken > end:
        raise BadArchive("a member of it overlaps its directory")


def _kind(info: zipfile.ZipInfo) -> Kind:
    mode = stat.S_IFMT(info.external_attr >> 16) if info.create_system == _UNIX else 0
    if mode == stat.S_IFLNK:
        return "link"
    if mode == stat.S_IFDIR or info.orig_filename.endswith("/"):
        return "folder"
    if mode not in (0, stat.S_IFREG):
        return "special"
    if info.flag_bits & _ENCRYPTED:
        return "locked"
    return "file" if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else "packed"


def _content(data: bytes, info: zipfile.ZipInfo, start: int | None, most: int) -> bytes:
    """Unpack a member; one that is not as long as it says, or has another checksum, is damaged."""
    if start is None:
        raise Unreadable("its entry in the archive is damaged")
    packed = data[start : start + info.compress_size]
    content, whole = packed[: most + 1], True
    if info.compress_type == zipfile.ZIP_DEFLATED:
        unpacker = zlib.decompressobj(wbits=-15)
        try:
            content = unpacker.decompress(packed, most + 1)
        except zlib.error:
            raise Unreadable("it is damaged in the archive") from None
        whole = unpacker.eof
    if len(content) > most:
        return content
    if not whole or len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise Unreadable("it is damaged in the archive (its checksum is wrong)", spent=len(content))
    return content
