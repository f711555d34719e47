"""Archives that are small and would be large: memory and time stay bounded, whatever they announce."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import time
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest
from archive_reader import GOOD, GRADIENT, SLOPE, Reader
from packed import END, both, header, patched, tarred, zip_entry, zipped

from calcgrade.limits import ARCHIVE, ARCHIVE_ENTRIES, ARCHIVE_UNPACKED, MIB, SUBMISSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def test_headers_before_headers_without_end_are_an_input_error(read: Reader) -> None:
    """Readers that call themselves for the next header run out of stack here."""
    for kind in (b"x", b"g", b"L", b"K"):
        chain = gzip.compress(header(kind=kind) * 100_000 + header(SLOPE) + END, 1)
        assert f"more than {ARCHIVE_ENTRIES} files" in read.refusal(chain)
        few = header(kind=kind) * 3000 + header(SLOPE) + END
        assert kind == b"L" or list(read(few).files) == [SLOPE]


@pytest.mark.parametrize(
    "pack",
    [
        lambda: zipped({SLOPE: bytes(100 * MIB)}),
        lambda: gzip.compress(header("a.bin", b"%o" % (100 * MIB)) + bytes(100 * MIB), 1),
        lambda: bz2.compress(header("a.bin", b"%o" % (100 * MIB)) + bytes(100 * MIB)),
        lambda: lzma.compress(header("a.bin", b"%o" % (100 * MIB)) + bytes(100 * MIB), preset=0),
    ],
    ids=["zip", "gz", "bz2", "xz"],
)
def test_a_bomb_costs_neither_memory_nor_time(read: Reader, pack: Callable[[], bytes]) -> None:
    bomb = pack()
    tracemalloc.start()
    try:
        assert "more than" in read.refusal(bomb)
        assert tracemalloc.get_traced_memory()[1] < 3 * ARCHIVE_UNPACKED
    finally:
        tracemalloc.stop()


def test_many_small_bombs_are_one_bomb(read: Reader) -> None:
    bombs = {f"t{k}.py": bytes(SUBMISSION // 2) for k in range(30)}
    assert "more than 5 MiB" in read.refusal(zipped({SLOPE: GOOD, **bombs}))


def test_damaged_bombs_are_not_unpacked_one_after_the_other(read: Reader) -> None:
    """Each has a wrong checksum, so nothing of it would count against the limit."""
    bomb = bytes(SUBMISSION - 100)
    data = zipped({SLOPE: GOOD, **{f"t{k}.py": bomb for k in range(50)}})
    right = struct.pack("<I", zlib.crc32(bomb))
    started = time.process_time()
    assert "more than 5 MiB" in read.refusal(data.replace(right, b"\0\0\0\0"))
    assert time.process_time() - started < 0.5


def test_an_archive_in_an_archive_is_not_opened(read: Reader) -> None:
    inner = zipped({GRADIENT: GOOD})
    for data in both({SLOPE: GOOD, "inner.zip": inner, "inner.tar": tarred({GRADIENT: GOOD})}):
        found = read(data)
        assert list(found.files) == [SLOPE]
        assert found.entry(GRADIENT) is None


def test_members_that_share_their_bytes_are_an_input_error(read: Reader) -> None:
    data = zipped({SLOPE: GOOD, GRADIENT: b"x" * 100})
    first, second = zip_entry(data, SLOPE), zip_entry(data, GRADIENT)
    longer = patched(data, first + 20, struct.pack("<I", 60))  # the first reaches into the second
    assert "two of its members overlap" in read.refusal(longer)
    longest = patched(data, second + 20, struct.pack("<I", 5000))
    assert "overlaps its directory" in read.refusal(longest)
    entry = data[first : first + 46 + len(SLOPE)]  # a second entry for the same bytes
    head, tail = data[:first], data[first:-22]
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 3, 3, len(tail) + len(entry), first, 0)
    assert "two of its members overlap" in read.refusal(head + entry + tail + end)


def test_more_members_than_a_folder_would_be_searched_for_are_an_input_error(
    read: Reader,
) -> None:
    tree = {f"p{k}.jpg": b"" for k in range(ARCHIVE_ENTRIES)}
    for data in both(dict(tree)):
        assert "holds no exercise file" in read.refusal(data)
    for data in both({**tree, SLOPE: GOOD}):
        assert f"it holds more than {ARCHIVE_ENTRIES} files" in read.refusal(data)


def test_a_directory_of_a_million_entries_is_refused_before_anything_is_made_of_them(
    read: Reader,
) -> None:
    one = zipped({"a": b""})
    at = zip_entry(one, "a")
    entries = one[at : at + 47] * 600_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(entries), at, 0)
    tracemalloc.start()
    try:
        assert f"more than {ARCHIVE_ENTRIES} files" in read.refusal(one[:at] + entries + end)
        assert tracemalloc.get_traced_memory()[1] < 4 * len(entries)
    finally:
        tracemalloc.stop()


def test_an_archive_that_is_too_large_is_refused(read: Reader) -> None:
    assert "it is larger than 32 MiB. Leave out environments" in read.refusal(bytes(ARCHIVE + 1))


@pytest.mark.parametrize(
    ("kind", "packer"), [("gzip", gzip.compress), ("bzip2", bz2.compress), ("xz", lzma.compress)]
)
def test_a_tar_packed_in_some_pieces_is_read_and_in_thousands_is_not(
    read: Reader, kind: str, packer: Callable[[bytes], bytes]
) -> None:
    data = tarred({SLOPE: GOOD})
    pieces = [packer(data[k : k + 512]) for k in range(0, len(data), 512)]
    assert read(b"".join(pieces)).files == {SLOPE: GOOD}
    assert "more than 100 pieces" in read.refusal(pieces[0] + packer(b"") * 50_000)
    assert f"its {kind} packing is damaged" in read.refusal(b"".join(pieces) + b"garbage" * 9)


def test_an_xz_file_that_asks_for_a_gigabyte_to_unpack_it_is_refused(read: Reader) -> None:
    def asking(size: int) -> bytes:
        """Packing with such a dictionary takes ten times as much, so its size is put into the header by hand."""
        data = bytearray(lzma.compress(tarred({SLOPE: GOOD})))
        block = data[12 : 12 + 4 * (data[12] + 1)]
        assert block[2:4] == b"\x21\x01"
        block[4] = size
        block[-4:] = struct.pack("<I", zlib.crc32(block[:-4]))
        return bytes(data[:12] + block + data[12 + len(block) :])

    one_gibibyte, of_the_strongest_setting = 36, 28
    assert read(asking(of_the_strongest_setting)).files == {SLOPE: GOOD}
    assert "its xz packing is damaged" in read.refusal(asking(one_gibibyte))
