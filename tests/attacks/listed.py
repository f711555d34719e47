"""Attacks that a sandbox does not stop: listed.toml names them, with the reason."""

from __future__ import annotations

import tomllib
from functools import cache

from attack import HERE


@cache
def listed() -> dict[tuple[str, str], str]:
    """Reasons, by the attack's id and the sandbox's name."""
    entries = tomllib.loads((HERE / "listed.toml").read_text("utf-8")).get("attack", [])
    return {(entry["id"], sandbox): entry["reason"] for entry in entries for sandbox in entry["sandboxes"]}
