"""What decides a grade beside the submission: where it is all the same, nothing is run again."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from calcgrade.batch.tasks import Setup


def of(setup: Setup) -> str:
    """Return the conditions of a batch as one text: the same text, the same grades."""
    own = {}
    if setup.isolation != "docker":  # there, the image says it
        own = {name: version(name) for name in ("numpy", "matplotlib")} | {
            "python": platform.python_version()
        }
    facts = {
        "calcgrade": setup.calcgrade,
        "course": setup.course_digest,
        "isolation": setup.isolation,
        "image": setup.image,
        "seed": setup.seed,
        "timeout": setup.timeout,
        "exercises": list(setup.exercises),
        **own,
    }
    return msgspec.json.encode(facts, order="sorted").decode()
