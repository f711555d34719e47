"""The same tree of files as a folder, a zip and a tar."""

from __future__ import annotations

import bz2
import enum
import gzip
import io
import lzma
import os
import stat
import struct
import tarfile
import zipfile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


class Link(NamedTuple):
    """A symbolic link."""

    target: str


class Odd(enum.Enum):
    """What is neither a file nor a link."""

    FIFO = "fifo"
    FOLDER = "folder"


Node = bytes | Link | Odd
Tree = dict[str, Node]
"""By POSIX path: a file's content, or what else stands there."""


def on_disk(tree: Mapping[str, Node], root: Path) -> Path:
    """Make the tree below a folder."""
    for name, node in tree.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(node, bytes):
            path.write_bytes(node)
        elif isinstance(node, Link):
            path.symlink_to(node.target)
        elif node is Odd.FIFO:
            os.mkfifo(path)
        else:
            path.mkdir(exist_ok=True)
    return root


def zipped(tree: Mapping[str, Node], *, stored: bool = False) -> bytes:
    """Return the tree as a zip made on Unix."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, node in tree.items():
            info = zipfile.ZipInfo(name + "/" * (node is Odd.FOLDER))
            info.create_system = 3
            info.compress_type = archive.compression
            info.external_attr = (_mode(node) | 0o644) << 16
            archive.writestr(info, _content(node))
    return packed.getvalue()


def tarred(tree: Mapping[str, Node], form: int = tarfile.PAX_FORMAT) -> bytes:
    """Return the tree as a tar of this format."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        for name, node in tree.items():
            info = tarfile.TarInfo(name)
            if isinstance(node, bytes):
                info.size = len(node)
            elif isinstance(node, Link):
                info.type, info.linkname = tarfile.SYMTYPE, node.target
            else:
                info.type = tarfile.FIFOTYPE if node is Odd.FIFO else tarfile.DIRTYPE
            archive.addfile(info, io.BytesIO(node) if isinstance(node, bytes) else None)
    return packed.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "tar": bytes,
    "tar.gz": gzip.compress,
    "tar.xz": lzma.compress,
    "tar.bz2": bz2.compress,
}


def _mode(node: Node) -> int:
    if isinstance(node, bytes):
        return stat.S_IFREG
    if isinstance(node, Link):
        return stat.S_IFLNK
    return stat.S_IFIFO if node is Odd.FIFO else stat.S_IFDIR


def _content(node: Node) -> bytes:
    if isinstance(node, Link):
        return node.target.encode()
    return node if isinstance(node, bytes) else b""


def both(tree: Mapping[str, Node]) -> list[bytes]:
    """Return the tree as a zip and as a tar."""
    return [zipped(tree), tarred(tree)]


# By hand, for what no packer writes


def zip_entry(data: bytes, name: str) -> int:
    """Return where a name's entry in a zip's directory begins."""
    at = data.rindex(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    return at


def patched(data: bytes, at: int, put: bytes) -> bytes:
    """Return the data with some bytes replaced."""
    return data[:at] + put + data[at + len(put) :]


def header(name: str = "x", size: bytes = b"0", kind: bytes = b"0") -> bytes:
    """Return a tar header with the right checksum."""
    fields = (name.encode(), b"644", b"0", b"0", size, b"0", b" " * 8, kind, b"")
    block = bytearray(struct.pack("100s8s8s8s12s12s8s1s100s255x", *fields))
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


END = bytes(1024)
"""What ends a tar."""
