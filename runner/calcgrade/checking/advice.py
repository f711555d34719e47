"""A remark to the learner that costs no points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """Yielded by a check; shown once below the exercise.

    Attributes
    ----------
    text : str
        One or two sentences to the learner.
    """

    text: str
