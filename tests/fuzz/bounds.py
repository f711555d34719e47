"""What every input is held to: bounded time, and memory in proportion to its length."""

from __future__ import annotations

import time
import tracemalloc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from targets import Target

PATIENCE_S = 5.0
"""CPU seconds for one input, with memory traced, which makes everything slower several times."""


class Unbounded(AssertionError):
    """An input took more time or memory than it may."""


def within_bounds(target: Target, data: bytes) -> None:
    """Run a target on an input; `Unbounded` if it took too long or too much memory at once."""
    tracemalloc.start()
    started = time.process_time()
    try:
        target.run(data)
        took, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    most = target.base + target.factor * len(data)
    if took > PATIENCE_S:
        raise Unbounded(f"{took:.1f} s for {len(data)} bytes")
    if peak > most:
        raise Unbounded(f"{peak} bytes of memory for {len(data)}, more than {most}")
