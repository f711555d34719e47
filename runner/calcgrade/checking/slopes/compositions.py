"""Known mistakes of the chain rule, shared by every function that multiplies two slopes.

Each is a rule ``rule(outer_prime, inner, inner_prime, x)``; the right one is
``outer_prime(inner(x)) * inner_prime(x)``. Source: the course's misconception part on the chain rule, and
every way to hand one of the three functions another number or to join the two slopes otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from calcgrade.checking.exercise import Exercise

Stage: TypeAlias = Callable[[Any], Any]
Rule: TypeAlias = Callable[[Stage, Stage, Stage, float], Any]


@dataclass(frozen=True)
class Mistake:
    """A wrong rule, its name and what to tell the learner."""

    id: str
    title: str
    explanation: str
    rule: Rule


MISTAKES = (
    Mistake(
        "inner-derivative-forgotten",
        "Inner slope forgotten",
        "This is the slope of the outer stage alone. The inner stage stretches the change as well: one "
        "factor is missing.",
        lambda outer_prime, inner, _inner_prime, x: outer_prime(inner(x)),
    ),
    Mistake(
        "outer-derivative-forgotten",
        "Outer slope forgotten",
        "This is the slope of the inner stage alone. The outer stage stretches the change as well: one "
        "factor is missing.",
        lambda _outer_prime, _inner, inner_prime, x: inner_prime(x),
    ),
    Mistake(
        "added-instead-of-multiplied",
        "Slopes added instead of multiplied",
        "The two slopes are added. If one stage doubles a change and the next one triples it, the change has "
        "grown sixfold, not fivefold.",
        lambda outer_prime, inner, inner_prime, x: outer_prime(inner(x)) + inner_prime(x),
    ),
    Mistake(
        "divided-instead-of-multiplied",
        "Slopes divided instead of multiplied",
        "One slope is divided by the other. If one stage doubles a change and the next one triples it, the "
        "change has grown sixfold.",
        lambda outer_prime, inner, inner_prime, x: outer_prime(inner(x)) / inner_prime(x),
    ),
    Mistake(
        "not-evaluated-at-inner",
        "Outer slope taken at x",
        "The outer slope is taken at x. But the outer stage never sees x: take its slope at the number that "
        "it receives.",
        lambda outer_prime, _inner, inner_prime, x: outer_prime(x) * inner_prime(x),
    ),
    Mistake(
        "evaluated-at-inner-derivative",
        "Outer slope taken at the inner slope",
        "The inner slope went inside the outer one. It is a factor of its own; inside belongs the number "
        "that the outer stage receives.",
        lambda outer_prime, _inner, inner_prime, x: outer_prime(inner_prime(x)),
    ),
    Mistake(
        "inner-derivative-at-inner",
        "Inner slope taken at the inner value",
        "The inner slope is taken at the value that the inner stage returns. But the inner stage receives x: "
        "take its slope there.",
        lambda outer_prime, inner, inner_prime, x: outer_prime(inner(x)) * inner_prime(inner(x)),
    ),
    Mistake(
        "inner-not-differentiated",
        "Inner value instead of its slope",
        "The second factor is the value of the inner stage. What counts is how fast that value grows.",
        lambda outer_prime, inner, _inner_prime, x: outer_prime(inner(x)) * inner(x),
    ),
    Mistake(
        "roles-swapped",
        "Inner and outer exchanged",
        "The two stages have changed places: the outer slope is taken at x, the inner one at the inner "
        "value. Ask of each stage which number it receives.",
        lambda outer_prime, inner, inner_prime, x: inner_prime(inner(x)) * outer_prime(x),
    ),
)


def declare(exercise: Exercise, function: str, along: Callable[[Rule], Callable[..., Any]]) -> None:
    """Declare all of these mistakes for one function of an exercise.

    Parameters
    ----------
    exercise : Exercise
        The exercise that uses the chain rule.
    function : str
        The learner's function.
    along : callable
        Turns a rule into a wrong reference with that function's parameters.
    """
    for mistake in MISTAKES:
        declared = exercise.misconception(mistake.id, mistake.title, mistake.explanation, function=function)
        declared(along(mistake.rule))
