"""A mistake's name and what to tell the learner, where several references or symptoms share them."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The first arguments of `Exercise.misconception` and `Exercise.symptom`."""

    id: str
    title: str
    explanation: str
