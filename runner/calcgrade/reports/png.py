"""Pictures from a sandbox: checked to the last byte before a browser decodes them."""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from typing import NamedTuple

from calcgrade.limits import FIGURE, MIB

SIGNATURE = b"\x89PNG\r\n\x1a\n"

LONGEST_SIDE = 4096
MOST_PIXELS = 8_000_000
"""A browser needs four bytes for each; the worker draws no side longer than 2,400."""

SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel, by colour type."""

KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
"""All that decides what is seen. Texts, colour profiles and animations are left out."""


class PngError(ValueError):
    """What is said to be a picture is none, or none to be shown."""


class Image(NamedTuple):
    """A picture that is safe to embed: its bytes, and its size in pixels."""

    data: bytes
    width: int
    height: int

    @property
    def uri(self) -> str:
        """The picture as a ``data:`` address."""
        return "data:image/png;base64," + base64.b64encode(self.data).decode("ascii")


def read(encoded: str) -> Image:
    """Decode a picture from base64 and write it anew from the chunks that decide what is seen.

    Raises
    ------
    PngError
        With the reason as a clause: it is empty, too large, damaged, interlaced or no PNG.
    """
    if not encoded:
        raise PngError("it could not be drawn")
    if len(encoded) > FIGURE * 4 // 3 + 4:
        raise PngError("it is larger than 2 MiB")
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise PngError("it is not in base64") from None
    chunks = _chunks(data)
    header, pixels = chunks[0][1], b"".join(body for kind, body in chunks if kind == b"IDAT")
    width, height, row = _size(header)
    _require_pixels(pixels, height * (1 + row))
    return Image(SIGNATURE + b"".join(_chunk(*chunk) for chunk in chunks if chunk[0] in KEPT), width, height)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    if not data.startswith(SIGNATURE):
        raise PngError("it is not a PNG image")
    found: list[tuple[bytes, bytes]] = []
    place = len(SIGNATURE)
    while not found or found[-1][0] != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, place) if place + 12 <= len(data) else (-1, b"")
        end = place + 12 + length
        if length < 0 or end > len(data):
            raise PngError("it ends too early")
        body = data[place + 8 : end - 4]
        if zlib.crc32(kind + body) != int.from_bytes(data[end - 4 : end], "big"):
            raise PngError("it is damaged")
        if (kind == b"IHDR") != (not found) or (kind not in KEPT and not kind[0] & 0x20):
            raise PngError("its parts are not those of a PNG image")
        found.append((kind, body))
        place = end
    if place != len(data):
        raise PngError("something follows its end")
    return found


def _size(header: bytes) -> tuple[int, int, int]:
    """Return width and height in pixels, and the bytes of a row."""
    if len(header) != 13:
        raise PngError("its header is damaged")
    width, height, depth, colours, compression, filtering, interlace = struct.unpack(">IIBBBBB", header)
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE and width * height <= MOST_PIXELS):
        raise PngError(f"its {width} × {height} pixels are too many")
    if (
        colours not in SAMPLES
        or depth not in (1, 2, 4, 8, 16)
        or (compression, filtering, interlace) != (0, 0, 0)
    ):
        raise PngError("it is of a kind that is not shown here")
    return width, height, (width * SAMPLES[colours] * depth + 7) // 8


def _require_pixels(packed: bytes, size: int) -> None:
    """Demand that the pixels unpack to their size exactly; they are counted and not kept."""
    unpacker = zlib.decompressobj()
    left = size
    try:
        while piece := unpacker.decompress(packed, min(left + 1, MIB)):
            left -= len(piece)
            packed = unpacker.unconsumed_tail
            if left < 0:
                break
    except zlib.error:
        raise PngError("its pixels are damaged") from None
    if left != 0 or not unpacker.eof or unpacker.unused_data:
        raise PngError("its pixels are not as many as it says")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
