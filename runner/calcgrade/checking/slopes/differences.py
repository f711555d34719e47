"""Known mistakes of difference quotients, shared by every exercise that measures a slope.

Each is a rule ``rule(at, h)``: ``at(t)`` is the function's value with the coordinate moved by t, and the
right rule is ``(at(h) - at(-h)) / (2 * h)``. A mistake with several faces has several rules. Sources: the
course's misconception and troubleshooting parts, and mistakes found in public implementations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from calcgrade.checking.rough import Rough
from calcgrade.checking.slopes.observed import largest_move, pairs, point_of
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from calcgrade.checking.exercise import Exercise
    from calcgrade.sandboxes.replies import Reply

Moved = Callable[[float], Any]
Rule = Callable[[Moved, float], Any]


@dataclass(frozen=True)
class Mistake:
    """Wrong rules of one name, and what to tell the learner."""

    id: str
    title: str
    explanation: str
    rules: Sequence[Rule]


MISTAKES = (
    Mistake(
        "forward-difference",
        "Forward difference",
        "This is a forward difference: it looks only ahead, from x to x + h, so it measures the slope half a "
        "step further on. Look h to both sides of x; the two errors then cancel.",
        [lambda at, h: (at(h) - at(0.0)) / h],
    ),
    Mistake(
        "backward-difference",
        "Backward difference",
        "This is a backward difference: it looks only behind, from x - h to x. Look h to both sides of x; the "
        "two errors then cancel.",
        [lambda at, h: (at(0.0) - at(-h)) / h],
    ),
    Mistake(
        "misplaced-parenthesis",
        "Missing brackets around 2 * h",
        "`/ 2 * h` divides by 2 and then multiplies by h, since Python works from left to right. Put brackets "
        "around the whole divisor: `/ (2 * h)`.",
        [lambda at, h: (at(h) - at(-h)) / 2 * h],
    ),
    Mistake(
        "misplaced-parenthesis-forward",
        "Forward difference without brackets around 2 * h",
        "Two things at once: only one side of x is looked at, and `/ 2 * h` multiplies by h. Look to both "
        "sides, and divide by `(2 * h)` in brackets.",
        [lambda at, h: (at(h) - at(0.0)) / 2 * h],
    ),
    Mistake(
        "missing-numerator-brackets",
        "Missing brackets around the numerator",
        "Only the second value is divided: division goes before subtraction. Put brackets around the "
        "difference of the two values.",
        [lambda at, h: at(h) - at(-h) / (2 * h), lambda at, h: at(h) - at(0.0) / h],
    ),
    Mistake(
        "divided-by-one-step",
        "Divided by h instead of 2h",
        "The two points are 2h apart, from x - h to x + h, and the difference is divided by h: twice the slope.",
        [lambda at, h: Rough((at(h) - at(-h)) / h, noise=2.0)],
    ),
    Mistake(
        "half-step",
        "Forward difference divided by 2h",
        "The two points are only h apart, from x to x + h, and the difference is divided by 2h: half the slope.",
        [lambda at, h: (at(h) - at(0.0)) / (2 * h)],
    ),
    Mistake(
        "sign-flipped",
        "Sign flipped",
        "Every sign is the other way round: subtract the value behind from the value ahead, f(x + h) - f(x - h).",
        [lambda at, h: (at(-h) - at(h)) / (2 * h)],
    ),
    Mistake(
        "added-values",
        "Values added instead of subtracted",
        "The two values are added. A slope is a change: subtract one value from the other.",
        [lambda at, h: (at(h) + at(-h)) / (2 * h)],
    ),
    Mistake(
        "difference-not-divided",
        "Difference not divided by the distance",
        "This is how much the value changes, not how fast: divide the change by the distance 2h.",
        [lambda at, h: at(h) - at(-h), lambda at, h: (at(h) - at(-h)) / 2],
    ),
    Mistake(
        "value-instead-of-slope",
        "Value instead of slope",
        "This is how high the function is at the point. Its slope says how fast that height changes there.",
        [lambda at, _h: at(0.0), lambda at, h: (at(h) + at(-h)) / 2],
    ),
    Mistake(
        "second-derivative",
        "Second derivative",
        "This is how fast the slope changes, the second derivative. The slope needs only the two values at x + h "
        "and x - h.",
        # Two more values and a division by h² instead of 2h: at 1e-7 rounding is all that is left.
        [lambda at, h: Rough((at(h) - 2 * at(0.0) + at(-h)) / (h * h), noise=4 / h)],
    ),
    Mistake(
        "absolute-value",
        "Absolute value of the slope",
        "The sign is lost: a function that falls has a negative slope. Leave abs() away.",
        [lambda at, h: abs((at(h) - at(-h)) / (2 * h))],
    ),
    Mistake(
        "floor-division",
        "Whole-number division",
        "`//` throws the fractional part away. A slope is rarely a whole number: divide with `/`.",
        [lambda at, h: (at(h) - at(-h)) // (2 * h)],
    ),
)


TOO_SMALL = 1e-11
"""Closer to x than this part of it (or of 1), a difference quotient has lost most of its digits."""

TOO_SMALL_STEP = Words(
    "step-too-small",
    "Step far too small",
    "The step is so small that x + h and x - h are the same number to the computer, or nearly: their "
    "difference is lost in rounding. Keep h between 1e-5 and 1e-8, as given.",
)


def step_is_too_small(reply: Reply) -> bool | None:
    """Tell from the points where f was evaluated whether all lay closer to x than rounding allows.

    A difference of 0 says nothing by itself: an aliased point gives it too, and so does ``return 0.0``. A step
    of 1e-50 is lost at x = 1 and shows at x = 0, so checks should have a case there.
    """
    if not reply.observed or len(reply.call.args) < 2:
        return None
    point = point_of(reply)
    furthest = largest_move(reply, point)
    if furthest is None:
        return None
    if furthest > TOO_SMALL:
        return False
    return True if any(first != second for first, second in pairs(reply, len(point))) else None


def declare(exercise: Exercise, function: str, along: Callable[[Rule], Callable[..., Any]]) -> None:
    """Declare all of these mistakes for one function of an exercise.

    Parameters
    ----------
    exercise : Exercise
        The exercise that measures slopes.
    function : str
        The learner's function; where it is given the formula, its second parameter is the point.
    along : callable
        Turns a rule into a wrong reference with that function's parameters.
    """
    for mistake in MISTAKES:
        for rule in mistake.rules:
            declared = exercise.misconception(
                mistake.id, mistake.title, mistake.explanation, function=function
            )
            declared(along(rule))
    exercise.symptom(*TOO_SMALL_STEP, function=function)(step_is_too_small)
