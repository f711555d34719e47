"""A result whose every text tries to become something else in a page."""

from __future__ import annotations

from calcgrade.checking.pictures.expected import Panel, Picture, path
from calcgrade.results.model import (
    CheckResult,
    Counterexample,
    CourseRef,
    Environment,
    ExerciseResult,
    Figure,
    Location,
    Misconception,
    Order,
    Result,
    SubmissionRef,
)

SCRIPT = "<script>document.title='caught'</script>"
HOSTILE = (
    f"\"'>{SCRIPT}<img src=x onerror=\"document.title='caught'\">{{{{7*7}}}}</style></pre></details>&lt;b&gt;"
)
UNSEEN = "\u202egnp.exe\u2066\u200b\x1b[31m\x00\x07\ud800\u2028\x85"


def text(place: str) -> str:
    """Return a hostile text that says where it stands."""
    return f"{place} {HOSTILE} {UNSEEN} javascript:alert(1) http://evil.example/x.png"


def result() -> Result:
    """Return a result of one exercise with every field hostile."""
    check = CheckResult(
        id=text("check-id"),
        title=text("check-title"),
        status="failed",
        score=0.0,
        max_score=10.0,
        duration_s=0.0,
        message=f"{text('message')}\n\n    {text('indented')}",
        misconception=Misconception(id=text("m-id"), title=text("m-title"), explanation=text("m-text")),
        counterexample=Counterexample(
            call=text("call"), where=text("where"), expected=text("expected"), actual=text("actual"),
            error=text("error"), tolerance=text("tolerance"),
        ),
        location=Location(file=text("file"), line=3),
        order=Order(steps=[0.1, 5e-324, 0.0, -1.0], errors=[1e308, 0.0, 3.0, 5e-324], bounds=[-1.0, 0.0, 1e-300, 2.0]),
    )  # fmt: skip
    exercise = ExerciseResult(
        id=text("exercise-id"),
        title=text("exercise-title"),
        status="failed",
        score=0.0,
        max_score=10.0,
        bonus=True,
        duration_s=0.0,
        output=text("output") + "\n" * 200 + "x" * 5000,
        output_truncated=True,
        checks=[check],
        advice=[text("advice")],
        figures=[
            Figure(name=text("figure"), png=text("png")),
            Figure(name="again", png="data:text/html,<script>"),
        ],
    )
    return Result(
        calcgrade=text("calcgrade"),
        course=CourseRef(id=text("course"), version=text("version"), digest=text("digest")),
        submission=SubmissionRef(id=text("submission"), digest=text("s-digest")),
        isolation="process",
        seed=7,
        environment=Environment(
            python=text("python"), numpy=text("numpy"), matplotlib=text("matplotlib"), image=text("image")
        ),
        status="failed",
        score=0.0,
        max_score=10.0,
        bonus_score=0.0,
        duration_s=0.0,
        exercises=[exercise],
    )


def expected() -> dict[str, dict[str, Picture]]:
    """Return an expected picture with hostile words."""
    trace = path(
        [0.0, float("nan"), 1e300, float("inf"), -1e308], [0.0, 1.0, 2.0, 3.0, 1e308], text("legend")
    )
    picture = Picture(text("description"), (Panel((trace,), text("x-label"), text("y-label")),))
    return {text("exercise-id"): {text("figure"): picture}}
