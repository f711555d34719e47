"""What `dev check` finds out about an exercise, in figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from calcgrade.dev.margins import margins
from calcgrade.dev.problems import unnamed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.checking.exercise import Exercise
    from calcgrade.dev.references import HandedIn
    from calcgrade.dev.samples import Sample


@dataclass(frozen=True)
class CheckHealth:
    """One check.

    Attributes
    ----------
    margin : float or None
        Largest error of any right answer / tolerance; None where no numbers are compared.
    samples, references : int
        How many wrong samples and how many wrong references fail it.
    """

    id: str
    function: str
    points: float
    is_property: bool
    margin: float | None
    samples: int
    references: int


@dataclass(frozen=True)
class ExerciseHealth:
    """One exercise.

    Attributes
    ----------
    calls : int
        Calls that the solution is asked for.
    accepted, accepted_failed : int
        Right samples, and those without full marks.
    wrong, wrong_passed : int
        Wrong samples, and those with full marks.
    labelled, named, misnamed : int
        Wrong samples whose mistake has a name, those that were given it and no other, and wrong samples (those
        without a name too) that were given another.
    crashes, hostile : int
        Samples of the other two kinds.
    misconceptions, references : int
        Named mistakes, and wrong references that reproduce them.
    margin : float or None
        The largest of the checks' margins.
    alike : list of (str, str)
        Mistakes that no case tells apart: pairs of ids.
    unnamed : list of str
        Mistakes that were named for no sample and no reference.
    without_property : list of str
        Functions that are judged at fixed inputs alone.
    problems : list of str
        What is wrong, a sentence each.
    """

    id: str
    title: str
    points: float
    calls: int
    accepted: int
    accepted_failed: int
    wrong: int
    wrong_passed: int
    labelled: int
    named: int
    misnamed: int
    crashes: int
    hostile: int
    misconceptions: int
    references: int
    margin: float | None
    checks: list[CheckHealth] = field(default_factory=list[CheckHealth])
    alike: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    unnamed: list[str] = field(default_factory=list[str])
    without_property: list[str] = field(default_factory=list[str])
    problems: list[str] = field(default_factory=list[str])


def measured(
    title: str,
    exercise: Exercise,
    samples: Sequence[Sample],
    handed_in: Sequence[HandedIn],
    problems: list[str],
) -> ExerciseHealth:
    """Put an exercise's figures together from what became of its samples and its wrong references."""
    of = {
        verdict: [s for s in samples if s.verdict == verdict]
        for verdict in ("solution", "accepted", "wrong_answer")
    }
    wrong, full = of["wrong_answer"], exercise.max_score
    labelled = [sample for sample in wrong if sample.label != "none"]
    checks = _checks(exercise, [*of["solution"], *of["accepted"]], wrong, handed_in)
    ids = {m.id for m in exercise.misconceptions}
    return ExerciseHealth(
        id=exercise.id,
        title=title,
        points=full,
        calls=max((sample.calls for sample in of["solution"]), default=0),
        accepted=len(of["accepted"]),
        accepted_failed=sum(sample.score != full for sample in of["accepted"]),
        wrong=len(wrong),
        wrong_passed=sum(sample.score >= full for sample in wrong),
        labelled=len(labelled),
        named=sum(sample.named == {sample.label} for sample in labelled),
        misnamed=sum(bool(sample.named - {sample.label}) for sample in wrong),
        crashes=sum(sample.verdict == "crash" for sample in samples),
        hostile=sum(sample.verdict == "hostile" for sample in samples),
        misconceptions=len(ids),
        references=len(handed_in),
        margin=max((check.margin for check in checks if check.margin is not None), default=None),
        checks=checks,
        alike=sorted({(min(pair), max(pair)) for pair in _alike(handed_in)}),
        unnamed=sorted(unnamed(exercise, samples, handed_in)),
        without_property=[
            function
            for function in exercise.functions
            if not any(check.families for check in exercise.checks.values() if check.function == function)
        ],
        problems=problems,
    )


def _checks(
    exercise: Exercise, right: Sequence[Sample], wrong: Sequence[Sample], handed_in: Sequence[HandedIn]
) -> list[CheckHealth]:
    worst: dict[str, float] = {}
    for sample in right:
        for check, margin in margins(sample.outcomes):
            worst[check] = max(worst.get(check, 0.0), margin)
    kills: dict[str, int] = defaultdict(int)
    for sample in wrong:
        for item in sample.outcomes:
            kills[item.check.id] += item.status == "failed"
    return [
        CheckHealth(
            check.id, check.function, check.points, bool(check.families), worst.get(check.id), kills[check.id],
            sum(check.id in item.kills for item in handed_in),
        )
        for check in exercise.checks.values()
    ]  # fmt: skip


def _alike(handed_in: Sequence[HandedIn]) -> list[tuple[str, str]]:
    return [
        (item.misconception.id, other)
        for item in handed_in
        for other in item.fitting
        if other != item.misconception.id
    ]
