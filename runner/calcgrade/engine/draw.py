"""Draw a property's cases with Hypothesis: at authoring, or live with ``--seed``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from calcgrade.checking.exercise import Check, Exercise
    from calcgrade.engine.cases import Case, Cases

SPREAD = 6
"""Draw this many times as many cases as wanted, then keep an even spread from simple to complicated."""


def all_cases(exercise: Exercise, seed: int) -> Cases:
    """Draw the cases of every property of an exercise."""
    return {check.id: draw(check, seed) for check in exercise.checks.values() if check.families}


def draw(check: Check, seed: int) -> list[Case]:
    """Draw ``check.draws`` different cases, simplest first; the same seed and Hypothesis draw the same."""
    import hypothesis
    from hypothesis import HealthCheck, Phase

    from calcgrade.checking.families import combined

    drawn: dict[str, Case] = {}

    def keep(arguments: dict[str, Any]) -> None:
        drawn.setdefault(repr(arguments), arguments)

    settings = hypothesis.settings(
        database=None, deadline=None, max_examples=SPREAD * check.draws, phases=(Phase.generate,),
        suppress_health_check=cast("list[HealthCheck]", list(HealthCheck)),
    )  # fmt: skip
    hypothesis.seed(seed)(settings(hypothesis.given(combined(check.families))(keep)))()
    ordered = sorted(drawn.values(), key=lambda case: (len(repr(case)), repr(case)))
    count = min(check.draws, len(ordered))
    return [ordered[round(k * (len(ordered) - 1) / max(1, count - 1))] for k in range(count)]
