"""What a worker is told of an exercise: which file, which functions, and how much it may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from calcgrade import limits as bounds

if TYPE_CHECKING:
    from calcgrade.limits import Limits


class ExerciseRequest(NamedTuple):
    """What the worker needs to load one exercise.

    Attributes
    ----------
    plots : bool
        Whether matplotlib is made ready before.
    """

    exercise: str
    entries: tuple[str, ...]
    functions: tuple[str, ...]
    plots: bool = False

    def settings(self, limits: Limits, *, alone: bool) -> dict[str, Any]:
        """Return it as it is sent.

        Parameters
        ----------
        limits : Limits
            Time limits, in CPU seconds.
        alone : bool
            Whether the sandbox holds nothing but the worker, which then ends whatever else it finds there.
        """
        return {
            "exercise": self.exercise,
            "entries": self.entries,
            "functions": self.functions,
            "seed": 0,
            "alone": alone,
            "limits": {
                "import_s": limits.import_s,
                "call_s": limits.call_s,
                "exercise_s": limits.exercise_s,
                "memory": bounds.DATA_SEGMENT,
                "file_size": bounds.FILE_SIZE,
                "open_files": bounds.OPEN_FILES,
                "reply": bounds.REPLY,
                "figure_reply": bounds.FIGURE_REPLY,
            },
        }
