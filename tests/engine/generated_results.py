"""Results of every shape, with text of every kind in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import msgspec
from hostile_text import ACTIVE
from hypothesis import strategies as st
from sample_results import result

from calcgrade.results.model import (
    CheckResult,
    CheckStatus,
    Counterexample,
    ExerciseResult,
    Figure,
    Location,
    Misconception,
    SubmissionRef,
)
from calcgrade.results.status import exercise_status

if TYPE_CHECKING:
    from calcgrade.results.model import Result

TEXT = st.lists(st.sampled_from(ACTIVE), max_size=4).map("".join)
STATUSES: tuple[CheckStatus, ...] = get_args(CheckStatus)
POINTS = st.integers(0, 20).map(lambda halves: halves / 2)
DURATIONS = st.floats(0, 1e5)


@st.composite
def checks(draw: st.DrawFn) -> CheckResult:
    status = draw(st.sampled_from(STATUSES))
    points = draw(POINTS)
    return CheckResult(
        id=draw(TEXT),
        title=draw(TEXT),
        status=status,
        score=points if status == "passed" else 0.0,
        max_score=points,
        duration_s=draw(DURATIONS),
        message=draw(TEXT),
        misconception=draw(st.none() | st.builds(Misconception, id=TEXT, title=TEXT, explanation=TEXT)),
        counterexample=draw(
            st.none()
            | st.builds(
                Counterexample, call=TEXT, where=TEXT, expected=TEXT, actual=TEXT, error=TEXT, tolerance=TEXT
            )
        ),
        location=draw(st.none() | st.builds(Location, file=TEXT, line=st.integers(1, 9999))),
    )


@st.composite
def exercises(draw: st.DrawFn) -> ExerciseResult:
    found = draw(st.lists(checks(), max_size=4))
    return ExerciseResult(
        id=draw(TEXT),
        title=draw(TEXT),
        status=exercise_status(check.status for check in found),
        score=sum(check.score for check in found),
        max_score=sum(check.max_score for check in found),
        bonus=draw(st.booleans()),
        duration_s=draw(DURATIONS),
        output=draw(TEXT),
        output_truncated=draw(st.booleans()),
        checks=found,
        advice=draw(st.lists(TEXT, max_size=2)),
        figures=draw(st.lists(st.builds(Figure, name=TEXT, png=TEXT), max_size=1)),
    )


@st.composite
def results(draw: st.DrawFn) -> Result:
    """A result that the types allow."""
    found = draw(st.lists(exercises(), max_size=4, unique_by=lambda exercise: exercise.id))
    graded = result(*found, isolation=draw(st.sampled_from(["docker", "bubblewrap", "process"])))
    return msgspec.structs.replace(
        graded,
        submission=SubmissionRef(id=draw(TEXT), digest="1" * 64),
        course=msgspec.structs.replace(graded.course, id=draw(TEXT)),
        duration_s=draw(DURATIONS),
    )
