"""Put the course content into the standard wheel.

An editable install must keep reading the checkout, so the content is added for the
standard build only: a bare ``force-include`` would shadow it with a stale copy.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CONTENT = ("course.toml", "companion.toml", "quiz.toml", "exercises", "checkers")


class CourseContent(BuildHookInterface):  # type: ignore[type-arg]
    """Map the course's learner-safe content to ``calcgrade/_course`` in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the content, for ``version`` "standard" alone."""
        if version != "standard":
            return
        for name in CONTENT:
            source = Path(self.root) / name
            build_data["force_include"][str(source)] = f"calcgrade/_course/{name}"
