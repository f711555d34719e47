"""Fingerprints of Python files by winnowing, after names, strings, comments and layout were taken out."""

from __future__ import annotations

import heapq
import io
from collections import defaultdict
from importlib import import_module
from itertools import combinations
from typing import TYPE_CHECKING, Any

from calcgrade.batch.similarity.messages import Pair

if TYPE_CHECKING:
    from calcgrade.batch.similarity.messages import Sources

GRAM = 25
"""Characters of normalised code that make a fingerprint: about a short line."""

WINDOW = 4
FEWEST = 12
"""Fingerprints that a file must have, over the stub's, to be compared: two lines are alike by themselves."""

LARGEST = 64 * 1024
ALIKE = 0.8
MOST = 200
"""Pairs that are shown, the most alike first."""


class Fingerprints:
    """The fingerprints of a cohort."""

    def __init__(self) -> None:
        self._of = import_module("copydetect").CodeFingerprint
        self._stubs: dict[str, set[int]] = {}
        self._learners: dict[str, dict[str, frozenset[int]]] = defaultdict(dict)

    def add(self, sources: Sources) -> None:
        """Take the fingerprints of a learner's files; those of the course come first."""
        for exercise, data in sources.files.items():
            if len(data) > LARGEST:
                continue
            found = self._taken(data) - self._stubs.get(exercise, set())
            if not sources.learner:
                self._stubs[exercise] = found
            elif len(found) >= FEWEST:
                self._learners[sources.learner][exercise] = frozenset(found)

    def pairs(self) -> list[Pair]:
        """Return the pairs of learners that are alike, the most alike first."""
        found = (_pair(one, other, self._learners) for one, other in combinations(self._learners, 2))
        alike = (pair for pair in found if pair is not None and pair.alike >= ALIKE)
        return heapq.nsmallest(MOST, alike, key=lambda pair: (-pair.alike, pair.one, pair.other))

    def _taken(self, data: bytes) -> set[int]:
        text = io.StringIO(data.decode("utf-8", "replace"))
        made: Any = self._of("submission.py", GRAM, WINDOW, fp=text, language="python")
        return set(map(int, made.hashes))


def _pair(one: str, other: str, learners: dict[str, dict[str, frozenset[int]]]) -> Pair | None:
    first, second = learners[one], learners[other]
    # Of the shorter file's fingerprints those in the longer: what was added hides nothing.
    exercises = [
        (id_, len(first[id_] & second[id_]) / min(len(first[id_]), len(second[id_])))
        for id_ in first
        if id_ in second
    ]
    if not exercises:
        return None
    return Pair(one, other, sum(part for _, part in exercises) / len(exercises), exercises)
