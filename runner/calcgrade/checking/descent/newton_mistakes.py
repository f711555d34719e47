"""Known mistakes of where a walk by Newton's method ends, of what it returns, and all others declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.checking.descent import newton_missteps as m
from calcgrade.checking.descent.newton_jumps import JUMPS
from calcgrade.checking.descent.newton_missteps import as_if, in_form, run
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from calcgrade.checking.descent.newton import Search
    from calcgrade.checking.descent.newton_missteps import Symptom
    from calcgrade.checking.exercise import Exercise


def _below(asked: Search, x: float) -> bool:
    return asked.slope(x) < asked.tolerance


def _short_jump(asked: Search, x: float) -> bool:
    return abs(m.jump(asked, [x]) - x) < asked.tolerance


def _low(asked: Search, x: float) -> bool:
    return abs(float(asked.f(x))) < asked.tolerance


ENDS: tuple[tuple[Words, tuple[Symptom, ...]], ...] = (
    (
        Words(
            "size-forgotten",
            "A negative slope counts as level",
            "Where the ground falls to the right the slope is negative, and that is below any tolerance. Compare "
            "its size, abs(slope).",
        ),
        (as_if(lambda asked: run(asked, flat=_below)),),
    ),
    (
        Words(
            "step-instead-of-slope",
            "The step is looked at, not the slope",
            "You stop when the jump is short. Hold the slope itself against tolerance.",
        ),
        (
            as_if(lambda asked: run(asked, flat=_short_jump)),
            as_if(lambda asked: run(asked, flat=_short_jump, late=True)),
        ),
    ),
    (
        Words(
            "height-instead-of-slope",
            "The height is looked at, not the slope",
            "You stop where f is near zero. A valley's bottom may lie at any height: what is zero there is the slope.",
        ),
        (as_if(lambda asked: run(asked, flat=_low)),),
    ),
    (
        Words(
            "looks-after-the-step",
            "Looks only after the step",
            "You step first and then look at the slope that made the step, so the walk goes on from level ground once "
            "more. Look before you step.",
        ),
        (as_if(lambda asked: run(asked, late=True)),),
    ),
    (
        Words(
            "start-not-looked-at",
            "The start is not looked at",
            "You jump once before you look at the ground. If the walk has arrived where it starts, or must not jump "
            "there, its history is the start alone.",
        ),
        (as_if(lambda asked: run(asked, first=1)),),
    ),
    (
        Words(
            "last-place-not-looked-at",
            "The place after the last step is not looked at",
            "The walk may arrive with its last step. Look at the ground there too, before you say that no valley was "
            "found.",
        ),
        (as_if(lambda asked: run(asked, blind=True)),),
    ),
    (
        Words(
            "last-place-missing",
            "The last place is missing",
            "You stop before the place on level ground is noted. The history ends where the walk ends.",
        ),
        (as_if(m.end_left_out),),
    ),
    (
        Words(
            "start-missing-from-history",
            "The start is missing",
            "A history begins with x0: put it in before the loop.",
        ),
        (as_if(m.start_left_out),),
    ),
    (
        Words(
            "heights-not-places",
            "Heights instead of places",
            "You keep how high each place is, f(x). A history holds the places themselves.",
        ),
        (as_if(m.heights_kept),),
    ),
    (
        Words(
            "always-a-height",
            "A height without a valley",
            "You give the height of the last place even where the walk found no valley. Say None there.",
        ),
        (as_if(m.told(lambda asked, right: float(asked.f(right.places[-1]))), looks=True),),
    ),
    (
        Words(
            "never-a-height",
            "Always None",
            "You say None even where the walk came to rest in a valley. Give its height there, f at the last place.",
        ),
        (as_if(m.told(lambda _, __: None), looks=True),),
    ),
    (
        Words(
            "place-for-height",
            "A place in place of a height",
            "The second answer is where the valley is. Return how high its bottom lies: f at that place.",
        ),
        (as_if(m.told(lambda _, right: None if right.lowest is None else float(right.places[-1]))),),
    ),
    (
        Words(
            "height-of-another-place",
            "The height of another place",
            "This is the height of the start, or of the place before the last. Ask f for it where the walk ends.",
        ),
        (
            as_if(m.told(lambda its, right: m.earlier(its, right, 0))),
            as_if(m.told(lambda its, right: m.earlier(its, right, -2))),
        ),
    ),
    (
        Words(
            "slope-for-height",
            "A slope in place of a height",
            "The second answer is the slope at the last place, which is nearly zero in any valley. Ask f for the "
            "height.",
        ),
        (
            as_if(
                m.told(lambda asked, its: None if its.lowest is None else asked.slope(float(its.places[-1])))
            ),
        ),
    ),
    (
        Words(
            "limit-ignored",
            "max_steps is not used",
            "The walk goes on after max_steps steps. Count them, and stop.",
        ),
        (as_if(lambda asked: run(asked, cap=m.ENDLESS)), as_if(m.altered(max_steps=50))),
    ),
    (
        Words(
            "limit-off-by-one",
            "One step too many or too few",
            "A walk that does not arrive takes exactly max_steps steps, so its history holds max_steps + 1 places. "
            "Count how often your loop runs.",
        ),
        (
            as_if(lambda asked: run(asked, cap=asked.max_steps - 1)),
            as_if(lambda asked: run(asked, cap=asked.max_steps + 1)),
        ),
    ),
    (
        Words(
            "tolerance-ignored",
            "The given tolerance is not used",
            "You go on until the slope is below 1e-6, whatever tolerance is. Use the parameter.",
        ),
        (as_if(m.altered(tolerance=1e-6)),),
    ),
    (
        Words(
            "never-stops-early",
            "All steps are taken",
            "The walk always takes max_steps steps. It stops as soon as the ground is level.",
        ),
        (as_if(m.all_steps),),
    ),
    (
        Words(
            "height-missing",
            "One answer is missing",
            "Return two things: the history, and the height of the valley or None.",
        ),
        (in_form(m.history_alone), in_form(m.end_alone)),
    ),
    (
        Words(
            "swapped-return-values",
            "Two answers in the wrong order",
            "The history comes first, then the height of the valley.",
        ),
        (in_form(m.height_first),),
    ),
    (
        Words(
            "returns-last-point-only",
            "Only the end is returned",
            "You return where the walk ends. Return every place on the way, the start included.",
        ),
        (in_form(m.end_and_height),),
    ),
    (
        Words(
            "flag-instead-of-height",
            "True or False in place of a height",
            "You say whether there is a valley. Say how high its bottom lies, or None where there is none.",
        ),
        (in_form(m.history_and_flag),),
    ),
)


def declare(exercise: Exercise, function: str) -> None:
    """Declare all of these mistakes for a function that returns a history and the height of a valley."""
    for words, symptoms in (*JUMPS, *ENDS):
        for symptom in symptoms:
            exercise.symptom(*words, function=function)(symptom)
