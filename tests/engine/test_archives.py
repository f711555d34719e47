"""Zip and tar from somebody hostile: bounded work, one clear sentence, and a bad member costs its own exercise."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from archive_reader import GOOD, GRADIENT, SLOPE, Reader, problem
from packed import END, PACKERS, Link, Odd, both, header, patched, tarred, zip_entry, zipped

from calcgrade.limits import MIB

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


# Names that lead elsewhere


@pytest.mark.parametrize(
    "name",
    [
        f"../{GRADIENT}", f"a/../../{GRADIENT}", f"/{GRADIENT}", f"/etc/{GRADIENT}", f"a/../{GRADIENT}",
        f"..\\{GRADIENT}",
        f"C:\\{GRADIENT}", f"C:/{GRADIENT}", f"\\\\host\\share\\{GRADIENT}", f"a\\..\\{GRADIENT}", f"x\n/{GRADIENT}",
        f"nul/{GRADIENT}", f"a. /{GRADIENT}", f"{'d/' * 17}{GRADIENT}", f"{'d/' * 600}{GRADIENT}",
        "../" * 400 + GRADIENT,        f"{'l' * 300}/{GRADIENT}",
    ],
)  # fmt: skip
def test_a_member_whose_name_leads_elsewhere_is_noted_and_not_read(read: Reader, name: str) -> None:
    for data in both({SLOPE: GOOD, name: b"evil\n"}):
        found = read(data)
        assert found.files == {SLOPE: GOOD}
        assert found.entry(GRADIENT) is None
        if not name.startswith("..\\"):  # begins with a dot, and hidden files are not looked at
            [note] = found.notes
            assert " was not read: " in note
            assert note.isprintable()


def test_needless_dots_and_slashes_in_a_name_are_harmless(read: Reader) -> None:
    for data in both({f".//./{SLOPE}": GOOD, f"exercises//./{GRADIENT}": GOOD}):
        assert set(read(data).files) == {SLOPE, f"exercises/{GRADIENT}"}


def test_a_zip_name_with_a_nul_is_not_cut_there(read: Reader) -> None:
    data = zipped({SLOPE: GOOD, GRADIENT + "Z.png.py": b"evil\n"}).replace(
        GRADIENT.encode() + b"Z", GRADIENT.encode() + b"\0"
    )
    found = read(data)
    assert list(found.files) == [SLOPE]
    assert "unprintable" in found.notes[0]


# Members that are no plain files


def test_links_and_fifos_in_an_archive_cost_their_own_exercise(read: Reader) -> None:
    for node in (Link("/etc/passwd"), Odd.FIFO, Odd.FOLDER):
        for data in both({SLOPE: GOOD, GRADIENT: node}):
            found = read(data)
            assert list(found.files) == [SLOPE]
            assert problem(found).startswith(GRADIENT)
            assert problem(found) in found.notes


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (tarfile.LNKTYPE, "is a link"),
        (tarfile.CHRTYPE, "not a regular file"),
        (tarfile.BLKTYPE, "not a regular file"),
        (b"Z", "not a regular file"),
    ],
)
def test_hard_links_devices_and_unknown_types_in_a_tar_cost_their_own_exercise(
    read: Reader, kind: bytes, why: str
) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        info = tarfile.TarInfo(GRADIENT)
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
        good = tarfile.TarInfo(SLOPE)
        good.size = len(GOOD)
        archive.addfile(good, io.BytesIO(GOOD))
    found = read(packed.getvalue())
    assert found.files == {SLOPE: GOOD}
    assert why in problem(found)


def test_a_member_that_stands_there_twice_is_neither(read: Reader) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(GRADIENT, b"one\n")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(GRADIENT, b"two\n")
        archive.writestr(SLOPE, GOOD)
    again = tarred({GRADIENT: b"one\n"})[:1024] + tarred({GRADIENT: b"two\n", SLOPE: GOOD})
    for data in (packed.getvalue(), again):
        found = read(data)
        assert found.files == {SLOPE: GOOD}
        assert problem(found) == f"{GRADIENT} stands in the archive more than once"


@pytest.mark.parametrize("names", [(GRADIENT, f"{GRADIENT}/x.py"), (f"{GRADIENT}/x.py", GRADIENT)])
def test_a_member_that_is_a_file_and_a_folder_is_neither(read: Reader, names: tuple[str, str]) -> None:
    for data in both({SLOPE: GOOD, **dict.fromkeys(names, b"x")}):
        found = read(data)
        assert found.files == {SLOPE: GOOD}
        assert problem(found) == f"{GRADIENT} stands in the archive more than once"


def test_a_sparse_file_in_a_tar_costs_its_own_exercise(read: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "sparse"
    folder.mkdir()
    (folder / SLOPE).write_bytes(GOOD)
    for end in (2**30, 2**34):
        with (folder / GRADIENT).open("wb") as file:
            file.truncate(end)
            for place in range(0, end, end // 64):
                file.seek(place)
                file.write(b"x")
        for form in ("--format=gnu", "--format=oldgnu", "--format=pax", "--format=pax --sparse-version=0.1"):
            made = subprocess.run(
                ["tar", "-C", folder, "--sparse", *form.split(), "-cf", "-", SLOPE, GRADIENT],
                check=True, capture_output=True,
            )  # fmt: skip
            found = read(made.stdout)
            assert found.files == {SLOPE: GOOD}
            assert problem(found) == f"{GRADIENT} is not a regular file"


# A member that cannot be unpacked


def test_an_encrypted_member_costs_its_own_exercise(read: Reader) -> None:
    data = zipped({SLOPE: GOOD, GRADIENT: b"locked\n"})
    found = read(patched(data, zip_entry(data, GRADIENT) + 8, b"\x01"))
    assert found.files == {SLOPE: GOOD}
    assert problem(found) == f"{GRADIENT} is encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_without_a_bound_is_not_unpacked(read: Reader, method: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(SLOPE, GOOD)
        archive.writestr(GRADIENT, bytes(20 * MIB), compress_type=method)
    found = read(packed.getvalue())
    assert found.files == {SLOPE: GOOD}
    assert problem(found).startswith(f"{GRADIENT} is packed in a way that is not read here")


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize("field", [16, 24], ids=["checksum", "length"])
def test_a_member_with_a_wrong_checksum_or_length_costs_its_own_exercise(
    read: Reader, field: int, stored: bool
) -> None:
    data = zipped({SLOPE: GOOD, GRADIENT: b"x" * 100}, stored=stored)
    at = zip_entry(data, GRADIENT) + field
    for change in (1, 0xFF):
        found = read(patched(data, at, bytes([data[at] ^ change])))
        assert found.files == {SLOPE: GOOD}
        assert problem(found) == (
            f"{GRADIENT} could not be read: it is damaged in the archive (its checksum is wrong)"
        )


def test_a_member_whose_packed_bytes_are_damaged_costs_its_own_exercise(
    read: Reader,
) -> None:
    data = zipped({SLOPE: GOOD, GRADIENT: random.Random(0).randbytes(500)})
    at = data.index(GRADIENT.encode()) + len(GRADIENT)
    found = read(patched(data, at, b"\xff\xff\xff"))
    assert found.files == {SLOPE: GOOD}
    assert "damaged in the archive" in problem(found)


@pytest.mark.parametrize("place", ["magic", "name", "offset"])
def test_a_member_whose_two_headers_disagree_costs_its_own_exercise(read: Reader, place: str) -> None:
    data = zipped({SLOPE: GOOD, GRADIENT: b"x" * 100})
    local = data.index(GRADIENT.encode()) - 30
    at = {"magic": local, "name": local + 35, "offset": zip_entry(data, GRADIENT) + 42}[place]
    put = struct.pack("<I", len(data)) if place == "offset" else b"Z"
    found = read(patched(data, at, put))
    assert found.files == {SLOPE: GOOD}
    assert problem(found) == f"{GRADIENT} could not be read: its entry in the archive is damaged"


# Archives that are none, or damaged as a whole


def test_what_is_no_archive_is_told_apart_from_a_damaged_one(read: Reader) -> None:
    for data in (b"", b"PK", b"Rar!\x1a\x07\x01\x00" * 100, b"%PDF" * 300, GOOD, bytes(100), b"x" * 5000):
        assert "it is no zip or tar archive. Pack it again" in read.refusal(data)


def test_an_empty_archive_holds_no_exercise(read: Reader) -> None:
    for data in (*both({}), *both({"notes.txt": b""})):
        assert "holds no exercise file" in read.refusal(data)


@pytest.mark.parametrize("packer", sorted(PACKERS))
def test_a_tar_cut_anywhere_is_an_input_error(read: Reader, packer: str) -> None:
    whole = PACKERS[packer](
        tarred({SLOPE: GOOD, GRADIENT: random.Random(0).randbytes(3000)}, tarfile.GNU_FORMAT)
    )
    end = 512 + 512 + 512 + 3072 if packer == "tar" else len(whole)
    for cut in range(1, end, max(end // 50, 1)):
        assert "it " in read.refusal(whole[:cut])


def test_a_zip_cut_anywhere_is_an_input_error(read: Reader) -> None:
    whole = zipped({SLOPE: GOOD, GRADIENT: b"y" * 3000})
    for cut in range(4, len(whole), 7):
        assert "its zip directory is damaged, cut short or missing" in read.refusal(whole[:cut])


def test_a_tar_with_a_wrong_header_checksum_is_an_input_error(read: Reader) -> None:
    data = tarred({SLOPE: GOOD, GRADIENT: GOOD})
    assert "it is no zip or tar archive" in read.refusal(patched(data, 3, b"Z"))
    assert "one of its headers is damaged" in read.refusal(patched(data, 1024 + 3, b"Z"))


@pytest.mark.parametrize(
    "size",
    [
        b"-1",
        b"77777777777",
        b"\x80" + b"\xff" * 11,
        b"\xff" * 12,
        b"1e3",
        b"0x10",
        b"9",
        b"\x80" + bytes(10) + b"\x05",
    ],
)
def test_a_tar_member_of_an_impossible_length_is_an_input_error(read: Reader, size: bytes) -> None:
    if size.endswith(b"\x05"):
        assert read(header(SLOPE, size) + GOOD + bytes(507) + END).files == {SLOPE: GOOD}
    else:
        assert "it" in read.refusal(header(SLOPE, size) + bytes(1024))


@pytest.mark.parametrize(
    "records",
    [
        b"no length", b"999999 path=x\n", b"0 path=x\n", b"-8 path=x\n", b"9 size=-1\n", b"11 size=1e3\n",
        b"9" * 4000, b"5 a=\n" * 200, b"13 size=" + b"9" * 30 + b"\n", b"\xff\xfe", b"12 nothing\n\n",
    ],
)  # fmt: skip
def test_a_tar_with_a_damaged_extended_header_is_an_input_error(read: Reader, records: bytes) -> None:
    extended = header("pax", b"%o" % len(records), b"x") + records + bytes(-len(records) % 512)
    assert "one of its headers is damaged" in read.refusal(extended + header(SLOPE) + END)


def test_a_pax_length_beyond_the_end_is_an_input_error(read: Reader) -> None:
    record = b"16 size=9999999\n"
    extended = header("pax", b"%o" % len(record), b"x") + record + bytes(512 - len(record))
    assert "it ends too early" in read.refusal(extended + header(SLOPE) + END)
