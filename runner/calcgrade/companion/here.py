"""What a learner's command finds in the folder that it is given in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calcgrade.companion import material
from calcgrade.companion.preferences import read as preferences
from calcgrade.companion.progress import store
from calcgrade.course import load, locate

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.companion.material import Material
    from calcgrade.companion.preferences.model import Preferences
    from calcgrade.companion.progress.model import CourseProgress, Progress
    from calcgrade.course.load import Course


class Here(NamedTuple):
    """A learner's folder, the course, and what is known of both.

    Attributes
    ----------
    notes : list of str
        What is wrong with the files of the folder.
    """

    folder: Path
    course: Course
    material: Material
    preferences: Preferences
    progress: Progress
    notes: list[str]

    @property
    def noted(self) -> CourseProgress:
        """What is noted of this course; to be changed in place, and kept with `keep`."""
        return self.progress.of(self.course.manifest.id)

    def keep(self) -> bool:
        """Write the progress; False where the folder does not allow it."""
        return store.write(self.folder, self.progress)


def look(folder: Path, course: Path | None) -> Here:
    """Read everything; `CourseError` where the course breaks its format."""
    loaded = load.load(locate.locate(course))
    kept, chosen = store.read(folder), preferences.read(folder)
    return Here(
        folder=folder,
        course=loaded,
        material=material.read(loaded.path, loaded.manifest),
        preferences=chosen.preferences,
        progress=kept.progress,
        notes=[*([kept.note] if kept.note else []), *chosen.notes],
    )
