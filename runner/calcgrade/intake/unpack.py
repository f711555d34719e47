"""Unpacking gzip, xz and bzip2 in memory: never more than the cap, and no more work than that takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from calcgrade.intake.archive import BadArchive
from calcgrade.limits import ARCHIVE_UNPACKED, MIB

if TYPE_CHECKING:
    from collections.abc import Callable

STREAMS = 100
"""Packed streams one after the other that are read as one: some packers write one for each 900 kB."""

XZ_MEMORY = 80 * MIB
"""What an xz file may ask for to unpack it: its strongest setting takes 65 MiB."""


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def unpacked(data: bytes, kind: str, most: int = ARCHIVE_UNPACKED) -> bytes:
    """Unpack ``data``, of a kind among ``gzip``, ``xz`` and ``bzip2``.

    Raises
    ------
    BadArchive
        If it is damaged, cut short, asks for too much memory, or unpacks to more than ``most`` bytes.
    """
    start, problems = _unpacker(kind)
    pieces: list[bytes] = []
    size = 0
    for _ in range(STREAMS):
        unpacker = start()
        try:
            piece = unpacker.decompress(data, most + 1 - size)
        except problems:
            raise BadArchive(f"its {kind} packing is damaged") from None
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise BadArchive.too_large(f"it unpacks to more than {most // MIB} MiB")
        if not unpacker.eof:
            raise BadArchive("it ends too early")
        data = unpacker.unused_data.lstrip(b"\0")  # streams may be padded
        if not data:
            return b"".join(pieces)
    raise BadArchive(f"it is packed in more than {STREAMS} pieces")


def _unpacker(kind: str) -> tuple[Callable[[], _Unpacker], tuple[type[Exception], ...]]:
    if kind == "gzip":
        import zlib

        return lambda: zlib.decompressobj(wbits=31), (zlib.error,)
    if kind == "bzip2":
        import bz2

        return bz2.BZ2Decompressor, (OSError, ValueError)
    import lzma

    return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY), (lzma.LZMAError,)
