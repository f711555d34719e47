"""Pictures from a sandbox: what is no harmless PNG never reaches a browser."""

from __future__ import annotations

import base64
import io
import struct
import tracemalloc
import zlib

import pytest

from calcgrade.limits import FIGURE, MIB
from calcgrade.reports.png import SIGNATURE, PngError, read


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(width: int = 2, height: int = 3, depth: int = 8, colours: int = 2, interlace: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, interlace))


ROWS = b"\0abcdef" * 3
PIXELS = chunk(b"IDAT", zlib.compress(ROWS))
END = chunk(b"IEND")
GOOD = SIGNATURE + header() + PIXELS + END


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def test_a_png_is_kept_with_its_size() -> None:
    image = read(encoded(GOOD))
    assert (image.data, image.width, image.height) == (GOOD, 2, 3)
    assert image.uri == "data:image/png;base64," + encoded(GOOD)


def test_what_is_not_seen_is_left_out() -> None:
    extra = chunk(b"tEXt", b"Comment\0<script>") + chunk(b"iCCP", b"x\0\0bomb") + chunk(b"acTL", b"\0" * 8)
    assert read(encoded(SIGNATURE + header() + extra + PIXELS + END)).data == GOOD


def test_pixels_may_be_cut_into_several_chunks() -> None:
    packed = zlib.compress(ROWS)
    data = SIGNATURE + header() + chunk(b"IDAT", packed[:5]) + chunk(b"IDAT", packed[5:]) + END
    assert read(encoded(data)).width == 2


def test_what_matplotlib_draws_is_accepted() -> None:
    from matplotlib.figure import Figure

    drawn, figure = io.BytesIO(), Figure(figsize=(3, 2), dpi=100)
    figure.savefig(drawn, format="png")  # pyright: ignore[reportUnknownMemberType]
    assert read(encoded(drawn.getvalue()))[1:] == (300, 200)


def broken_checksum() -> bytes:
    data = bytearray(GOOD)
    data[-1] ^= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "could not be drawn"),
        (b"<svg onload=alert(1)>", "not a PNG"),
        (b"\xff\xd8\xff\xe0JFIF", "not a PNG"),
        (SIGNATURE, "too early"),
        (GOOD[:-5], "too early"),
        (SIGNATURE + b"\xff\xff\xff\xffIHDR" + b"\0" * 20, "too early"),
        (broken_checksum(), "damaged"),
        (GOOD + b"<script>", "follows its end"),
        (SIGNATURE + PIXELS + header() + END, "parts"),
        (SIGNATURE + header() + header() + PIXELS + END, "parts"),
        (SIGNATURE + header() + chunk(b"EVIL") + PIXELS + END, "parts"),
        (SIGNATURE + chunk(b"IHDR", b"short") + PIXELS + END, "header"),
        (SIGNATURE + header(width=0) + PIXELS + END, "0 × 3 pixels"),
        (SIGNATURE + header(width=4097) + PIXELS + END, "4097 × 3 pixels are too many"),
        (SIGNATURE + header(4000, 4000) + PIXELS + END, "4000 × 4000 pixels are too many"),
        (SIGNATURE + header(colours=5) + PIXELS + END, "kind"),
        (SIGNATURE + header(depth=7) + PIXELS + END, "kind"),
        (SIGNATURE + header(interlace=1) + PIXELS + END, "kind"),
        (SIGNATURE + header() + END, "not as many"),
        (SIGNATURE + header() + chunk(b"IDAT", b"garbage") + END, "pixels are damaged"),
        (SIGNATURE + header() + chunk(b"IDAT", zlib.compress(ROWS[:-1])) + END, "not as many"),
        (SIGNATURE + header() + chunk(b"IDAT", zlib.compress(b"\0" * 50_000_000)) + END, "not as many"),
        (SIGNATURE + header() + chunk(b"IDAT", zlib.compress(ROWS) + b"more") + END, "not as many"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(PngError, match=reason):
        read(encoded(data))


def test_a_bomb_of_pixels_is_counted_and_not_kept() -> None:
    rows = zlib.compress(bytes(4000 * (1 + 2000 * 8)))
    bomb = encoded(SIGNATURE + header(2000, 4000, 16, 6) + chunk(b"IDAT", rows) + END)
    tracemalloc.start()
    try:
        assert read(bomb).width == 2000
        assert tracemalloc.get_traced_memory()[1] < 4 * MIB
    finally:
        tracemalloc.stop()


def test_what_is_not_base64_is_refused() -> None:
    with pytest.raises(PngError, match="base64"):
        read('"><script>')
    with pytest.raises(PngError, match="base64"):
        read("Ａ===")


def test_more_bytes_than_a_figure_may_have_are_not_even_decoded() -> None:
    with pytest.raises(PngError, match="2 MiB"):
        read("A" * (2 * FIGURE))
