"""Known mistakes of difference quotients, shared by every exercise that measures a slope.

Each is a rule ``rule(at, h)``: ``at(t)`` is the function's value with the coordinate moved by t, and the
right rule is ``(at(h) - at(-h)) / (2 * h)``. A mistake with several faces has several rules. Sources: the
course's misconception and troubleshooting parts, and mistakes found in public implementations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.rough import Rough
from calcgrade.checking.slopes import steps
from calcgrade.checking.slopes.observed import largest_move, pairs, point_of
from calcgrade.checking.symptoms import COMMON
from calcgrade.checking.words import Words
from calcgrade.sandboxes.replies import Reply, Status

if TYPE_CHECKING:
    from calcgrade.checking.exercise import Arguments, Exercise

Moved = Callable[[float], Any]
Rule = Callable[[Moved, float], Any]


@dataclass(frozen=True)
class Mistake:
    """Wrong rules of one name, what to tell the learner, and with which step they are tried."""

    id: str
    title: str
    explanation: str
    rules: Sequence[Rule]
    arguments: Arguments = steps.at_own_step


def _forward(at: Moved, h: float) -> Any:
    return (at(h) - at(0.0)) / h


def _backward(at: Moved, h: float) -> Any:
    return (at(0.0) - at(-h)) / h


def central(at: Moved, h: float) -> Any:
    """Return the right rule's slope."""
    return (at(h) - at(-h)) / (2 * h)


def _certain(value: float, h: float) -> Rough:
    """Return a difference that nobody divided by h: its rounding is not divided either."""
    return Rough(value, noise=min(1.0, 4 * h))


def _undivided(difference: Rule, distance: float) -> Rule:
    """Return the rule that leaves a difference of values undivided.

    Where the points are `distance` steps apart and that is 1, dividing by it would change nothing.
    """

    def rule(at: Moved, h: float) -> Any:
        return NotImplemented if distance * h == 1 else _certain(difference(at, h), h)

    return rule


MISTAKES = (
    Mistake(
        "forward-difference",
        "Forward difference",
        "This is a forward difference: it looks only ahead, from x to x + h, so it measures the slope half a "
        "step further on. Look h to both sides of x; the two errors then cancel.",
        [_forward],
        steps.as_given,
    ),
    Mistake(
        "backward-difference",
        "Backward difference",
        "This is a backward difference: it looks only behind, from x - h to x. Look h to both sides of x; the "
        "two errors then cancel.",
        [_backward],
        steps.as_given,
    ),
    Mistake(
        "misplaced-parenthesis",
        "Missing brackets around 2 * h",
        "`/ 2 * h` divides by 2 and then multiplies by h, since Python works from left to right. Put brackets "
        "around the whole divisor: `/ (2 * h)`.",
        [lambda at, h: _certain((at(h) - at(-h)) / 2 * h, h)],
    ),
    Mistake(
        "misplaced-parenthesis-forward",
        "Forward difference without brackets around 2 * h",
        "Two things at once: only one side of x is looked at, and `/ 2 * h` multiplies by h. Look to both "
        "sides, and divide by `(2 * h)` in brackets.",
        [lambda at, h: _certain((at(h) - at(0.0)) / 2 * h, h)],
    ),
    Mistake(
        "missing-numerator-brackets",
        "Missing brackets around the numerator",
        "Only the second value is divided: division goes before subtraction. Put brackets around the "
        "difference of the two values.",
        [
            lambda at, h: NotImplemented if h == 0.5 else at(h) - at(-h) / (2 * h),
            lambda at, h: NotImplemented if h == 1 else at(h) - at(0.0) / h,
        ],
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
        "The two points are only h apart, one of them x itself, and the difference is divided by 2h: half the slope.",
        [lambda at, h: (at(h) - at(0.0)) / (2 * h), lambda at, h: (at(0.0) - at(-h)) / (2 * h)],
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
        [lambda at, h: (at(h) + at(-h)) / (2 * h), lambda at, h: (at(h) + at(0.0)) / (2 * h)],
    ),
    Mistake(
        "difference-not-divided",
        "Difference not divided by the distance",
        "This is how much the value changes, not how fast: divide the change by the distance 2h.",
        [
            _undivided(lambda at, h: at(h) - at(-h), 2),
            _undivided(lambda at, h: (at(h) - at(-h)) / 2, 1),
            _undivided(lambda at, h: at(h) - at(0.0), 1),
            _undivided(lambda at, h: at(0.0) - at(-h), 1),
            _undivided(lambda at, h: at(h) - at(0.0) - h, 1),
        ],
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


TOO_LONG = Mistake(
    "step-too-large",
    "Step too long",
    "You look so far to both sides that the curve bends on the way. Use the h that is passed in, and keep its default "
    "between 1e-4 and 1e-8.",
    (central,),
    steps.if_too_long,
)
"""A central difference with a step of one's own."""

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
    if furthest > steps.TOO_SMALL:
        return False
    return True if any(first != second for first, second in pairs(reply, len(point))) else None


ZERO_EVERYWHERE = Words(
    "zero-everywhere",
    "Zero everywhere",
    "The slope comes out as 0 wherever you are asked, so both heights were the same number. That is how a step "
    "ends that is far too small: print x + h and x - h, and compare.",
)


def is_zero_everywhere(reply: Reply) -> bool | None:
    """Tell whether a slope that is not 0 came out as exactly 0; any other answer rules it out."""
    if reply.status is not Status.OK or reply.judged is None:
        return None
    found, right = judge.flatten(reply.value), judge.flatten(reply.judged.expected)
    if found is None or np.any(found != 0):
        return False
    return True if right is not None and np.any(right != 0) else None


OWN_STEPS = (1.0, 0.5, 0.1, 0.05, 0.01, 5e-3, 1e-3, 5e-4, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
"""Steps that are tried where f is the learner's own and shows no points."""


def declare(exercise: Exercise, function: str, along: Callable[[Rule], Callable[..., Any]]) -> None:
    """Declare all of these mistakes for a function that is given the formula and the point.

    Parameters
    ----------
    exercise : Exercise
        The exercise that measures slopes.
    function : str
        The learner's function; its first two parameters are the formula and the point, its last one is h.
    along : callable
        Turns a rule into a wrong reference with that function's parameters.
    """
    hidden = COMMON["hidden-one-sided-step"]
    for mistake in (
        *MISTAKES,
        TOO_LONG,
        Mistake(hidden.id, hidden.title, hidden.explanation, (_forward, _backward), steps.if_hidden),
    ):
        for rule in mistake.rules:
            exercise.misconception(
                mistake.id, mistake.title, mistake.explanation, function=function, arguments=mistake.arguments
            )(along(rule))
    exercise.symptom(*TOO_SMALL_STEP, function=function)(step_is_too_small)


def declare_unobserved(
    exercise: Exercise, function: str, faces: Callable[[Rule, float], Sequence[Callable[..., Any]]]
) -> None:
    """Declare these mistakes for a function that measures the learner's own f, whose points nobody sees.

    Parameters
    ----------
    exercise : Exercise
        The exercise that measures slopes.
    function : str
        The learner's function.
    faces : callable
        Turns a rule and a step of the learner's own into wrong references with that function's parameters.
    """
    for mistake in MISTAKES:
        words = (mistake.id, mistake.title, mistake.explanation)
        for rule, step in product(mistake.rules, OWN_STEPS):
            for reference in faces(rule, step):
                exercise.misconception(*words, function=function)(reference)
    words = (TOO_LONG.id, TOO_LONG.title, TOO_LONG.explanation)
    for step in OWN_STEPS:
        for reference in faces(central, step) if step > steps.LONGEST else ():
            exercise.misconception(*words, function=function, arguments=steps.if_off)(reference)
    exercise.symptom(*ZERO_EVERYWHERE, function=function, is_appearance=True)(is_zero_everywhere)
