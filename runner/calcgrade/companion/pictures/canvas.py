"""Names for what matplotlib draws on; its own annotations are too vague for a strict type checker."""

from __future__ import annotations

from typing import Any, TypeAlias

Axes: TypeAlias = Any
Figure: TypeAlias = Any
