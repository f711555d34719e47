"""Where a cluster is: its scheduler's address, or ``local:N`` for one of this machine."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import urlsplit

from calcgrade.errors import InputError


class Address(NamedTuple):
    """A cluster; ``workers`` is the number to start here, 0 for a cluster that runs already."""

    url: str
    workers: int


def parse(text: str) -> Address:
    """Read what ``--cluster`` says.

    Raises
    ------
    InputError
        It is no address, or one to which learners' work would travel in the clear.
    """
    kind, _, rest = text.partition(":")
    if kind == "local":
        if not rest.isdecimal() or not 0 < int(rest) <= 1024:
            raise InputError(f"--cluster {text}", "says no number of workers", "Say it, as in local:4")
        return Address("", int(rest))
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if kind not in ("tcp", "tls") or not host or port is None:
        raise InputError(
            f"--cluster {text}",
            "is no scheduler's address",
            "Give one such as tls://grading.example.org:8786",
        )
    if kind == "tcp" and not _is_loopback(host):
        raise InputError(
            f"--cluster {text}",
            "would send learners' work and their grades over the network for everybody to read and to change",
            "Use tls://, as docs/scale.md shows",
        )
    return Address(text, 0)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
