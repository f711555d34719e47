"""Limits that a worker's Python puts on itself, before it reads its program: nothing inside can raise them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def source(bounds: Mapping[str, int]) -> str:
    """Return Python source that lowers limits, soft and hard, given by the kernel's names for them."""
    import resource  # Windows, where this module may be imported and never used, has none

    numbers = [(getattr(resource, f"RLIMIT_{name.upper()}"), value) for name, value in bounds.items()]
    return f"import resource as _r\nfor _n, _v in {numbers!r}: _r.setrlimit(_n, (_v, _v))\ndel _r, _n, _v\n"
