"""Known mistakes of gradient descents and what to tell their authors."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.descent import behaviour, missteps
from calcgrade.checking.descent.measured import SCHEMES, also_by_own_slopes
from calcgrade.checking.descent.missteps import Mistake, as_if
from calcgrade.checking.descent.returned_mistakes import NOTED, RETURNED
from calcgrade.checking.descent.walks import follows, rows_of
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from calcgrade.checking.descent.missteps import Verdict
    from calcgrade.checking.descent.walks import Descent
    from calcgrade.checking.exercise import Exercise
    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]


MISTAKES = (
    Mistake(
        "ascends",
        "Uphill instead of down",
        "The slope points uphill. Each step has to go against it: subtract lr times the slope.",
        as_if(lambda asked, _: asked.but(rate=-asked.rate)),
    ),
    Mistake(
        "learning-rate-ignored",
        "The given learning rate is not used",
        "Your steps are as long as with lr = {rate:g}, whatever lr is. Use the parameter, not a number of your own.",
        as_if(lambda asked, usual: asked.but(rate=usual.rate)),
    ),
    Mistake(
        "learning-rate-missing",
        "The slope is not scaled",
        "You step by the whole slope. Multiply it by lr first, or one steep place throws the walk out of the valley.",
        as_if(lambda asked, _: asked.but(rate=1.0)),
    ),
    Mistake(
        "steps-ignored",
        "The given number of steps is not used",
        "You always take {steps} steps. Let the parameter decide how often the loop runs.",
        as_if(lambda asked, usual: asked.but(steps=usual.steps)),
    ),
    Mistake(
        "start-ignored",
        "The given start is not used",
        "Your walk begins at {start} wherever it is told to begin.",
        as_if(lambda asked, usual: asked.but(start=usual.start)),
    ),
    Mistake(
        "hard-coded-for-the-example",
        "The given function is not used",
        "You walk on the function of the exercise's text, whatever function is handed in. Use the one that was "
        "passed to you.",
        as_if(missteps.example),
    ),
    Mistake(
        "stops-one-early",
        "The last place is missing",
        "Your history ends one step too soon: either the loop runs once too few, or you note each place before the "
        "step and never note the last.",
        as_if(lambda asked, _: asked.but(steps=asked.steps - 1)),
    ),
    Mistake(
        "one-step-too-many",
        "One step too many",
        "The loop runs once more than `steps` says.",
        as_if(lambda asked, _: asked.but(steps=asked.steps + 1)),
    ),
    Mistake(
        "start-missing-from-history",
        "The start is missing",
        "A history begins where the walk begins: put the start in before the first step.",
        as_if(missteps.without_start),
    ),
    Mistake(
        "returns-last-point-only",
        "Only the end is returned",
        "You return where the walk ends. Return every place on the way, the start included.",
        missteps.ends_only,
    ),
    Mistake(
        "gradient-not-recomputed",
        "The slope is measured only once",
        "The slope changes as you move. Find it again inside the loop, at the place just reached.",
        as_if(missteps.slope_at_start),
    ),
    Mistake(
        "step-replaces-place",
        "The step takes the place of the place",
        "The new place is the old one minus the step. You keep the step alone and forget where you stood.",
        as_if(missteps.step_for_place),
    ),
    Mistake(
        "sign-of-slope-only",
        "Only the slope's sign is used",
        "All your steps have the length lr. A step should shrink as the slope does.",
        as_if(missteps.signs),
    ),
    Mistake(
        "stops-when-converged",
        "Stops before the asked number of steps",
        "Stopping when little changes is a good idea elsewhere; here the history must hold steps + 1 places.",
        missteps.stops_by_itself,
    ),
    Mistake(
        "rounded-answer",
        "Rounded on the way",
        "The places are rounded to a few decimals, and small steps vanish that way. Round only what you print.",
        missteps.rounds,
    ),
    Mistake(
        "whole-numbers-only",
        "Decimals are cut off",
        "The array that keeps your places holds whole numbers, so each step loses its decimals. Create it with "
        "dtype=float.",
        missteps.whole_numbers,
    ),
    Mistake(
        "history-of-aliases",
        "Every place is the same array",
        "You stored one array again and again and then changed it in place, so every entry shows the last place. "
        "Make a new array in each step, or append a copy.",
        missteps.aliases,
    ),
)  # fmt: skip
"""Of every descent."""

MEASURED = (
    Mistake(
        "divided-by-one-step",
        "The slope is twice too large",
        "The two points of a central difference lie 2h apart. Divide the rise by 2h, not by h.",
        as_if(lambda asked, _: asked.but(rate=2 * asked.rate)),
    ),
    Mistake(
        "half-step",
        "The slope is half of what it is",
        "Your steps are half as long as lr times the slope: one step apart, two steps divided. Compare the run that "
        "you divide by with the distance of the two points.",
        as_if(lambda asked, _: asked.but(rate=asked.rate / 2)),
    ),
    Mistake(
        "misplaced-parenthesis",
        "Brackets missing below the line",
        "The walk hardly moves: `/ 2*h` divides by 2 and then multiplies by h. Write `/ (2*h)`.",
        missteps.stands_still(moving_x=True),
    ),
    Mistake(
        "step-too-small",
        "The step in x is lost",
        "Next to x a step like 1e-50 rounds away, so both heights are equal and the slope comes out 0. Use about "
        "1e-6.",
        missteps.stands_still(moving_x=False),
    ),
)  # fmt: skip
"""Of descents that measure the slope themselves."""

PLANAR = (
    Mistake(
        "not-simultaneous-update",
        "One coordinate moves first",
        "You move x and then ask for the slope in y at the new x. Ask for both slopes first, then move both.",
        as_if(lambda asked, _: asked.but(move=missteps.one_by_one)),
    ),
    Mistake(
        "not-simultaneous-update",
        "One coordinate moves first",
        "You move y and then ask for the slope in x at the new y. Ask for both slopes first, then move both.",
        as_if(lambda asked, _: asked.but(move=partial(missteps.one_by_one, backwards=True))),
    ),
    Mistake(
        "order-reversed",
        "The two slopes change places",
        "x moves by the slope in y, and y by the slope in x. The gradient's first entry belongs to x.",
        as_if(missteps.slopes_exchanged),
    ),
    *(
        Mistake(
            "only-one-coordinate-updated",
            "One coordinate never moves",
            "Only one of the two coordinates takes steps. Both need their own slope.",
            as_if(missteps.only(i)),
        )
        for i in (0, 1)
    ),
    Mistake(
        "history-transposed",
        "Rows and columns exchanged",
        "You return two long rows. Return one row [x, y] for each place: the transpose of what you have.",
        missteps.transposed,
    ),
)  # fmt: skip
"""Of descents in two variables."""


def declare(
    exercise: Exercise,
    function: str,
    asked: Callable[..., Descent],
    usual: Descent,
    mistakes: Sequence[Mistake] = (),
) -> None:
    """Declare these mistakes for a function that returns a history.

    Parameters
    ----------
    exercise : Exercise
        The exercise that descends.
    function : str
        The learner's function.
    asked : callable
        Takes what the learner's function takes, defaults included, and returns the `Descent` asked for.
    usual : Descent
        The descent of the statement, with the defaults: what a function does that ignores a parameter.
    mistakes : sequence of Mistake
        All that are declared; if empty, those of every descent, and of numbers or of the plane.
    """
    facts = {"rate": usual.rate, "steps": usual.steps, "start": _text(usual)}
    own = (*MEASURED, *SCHEMES, *NOTED) if usual.flat else PLANAR
    for mistake in mistakes or (*MISTAKES, *RETURNED, *own):
        explanation = mistake.explanation.format(**facts)
        exercise.symptom(mistake.id, mistake.title, explanation, function=function)(
            _symptom(also_by_own_slopes(mistake.shows) if usual.flat else mistake.shows, asked, usual)
        )
    for id_, title, explanation, shows in behaviour.BEHAVIOURS:
        exercise.symptom(id_, title, explanation, function=function, is_appearance=True)(
            _appearance(shows, asked)
        )
    exercise.symptom(
        "wrong-shape", "Another arrangement",
        "Your places are right, their arrangement is not. Compare the shape that you return with the one expected.",
        function=function, is_appearance=True,
    )(lambda reply: behaviour.is_rearranged(reply, asked(*reply.call.args, **reply.call.kwargs)))  # fmt: skip


def _symptom(shows: Verdict, asked: Callable[..., Descent], usual: Descent) -> Callable[[Reply], bool | None]:
    def symptom(reply: Reply) -> bool | None:
        right = asked(*reply.call.args, **reply.call.kwargs)
        if reply.status is Status.RAISED and reply.raised is not None:
            if right.start.size != usual.start.size:  # written for the statement's number of variables
                return None
            return None if reply.raised.type == "OverflowError" else False  # Python's float, far out of sight
        if reply.status is not Status.OK:
            return None
        with np.errstate(all="ignore"):
            return shows(reply, right, usual)

    return symptom


def _appearance(
    shows: Callable[[Descent, Floats], bool], asked: Callable[..., Descent]
) -> Callable[[Reply], bool | None]:
    def symptom(reply: Reply) -> bool | None:
        if reply.status is not Status.OK:
            return None
        with np.errstate(all="ignore"):
            right = asked(*reply.call.args, **reply.call.kwargs)
            rows = rows_of(reply, right)
            return True if rows is not None and not follows(right, rows) and shows(right, rows) else None

    return symptom


def _text(usual: Descent) -> str:
    numbers = ", ".join(f"{x:g}" for x in usual.start)
    return numbers if usual.flat else f"({numbers})"
