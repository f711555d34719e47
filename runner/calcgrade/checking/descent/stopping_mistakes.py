"""Known mistakes of a descent that stops by itself, and what to tell their authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.checking.descent import missed_stops as m
from calcgrade.checking.descent.missed_stops import as_if, in_form, run
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from calcgrade.checking.descent.missed_stops import Symptom
    from calcgrade.checking.exercise import Exercise

MISTAKES: tuple[tuple[Words, tuple[Symptom, ...]], ...] = (
    (
        Words(
            "size-forgotten",
            "A negative slope counts as level",
            "Where the ground falls to the right the slope is negative, and that is below any tolerance. Compare "
            "its size, abs(slope).",
        ),
        (as_if(lambda asked: run(asked, measure=lambda _, slope: slope)),),
    ),
    (
        Words(
            "step-instead-of-slope",
            "The step is looked at, not the slope",
            "You stop when the step is short, and a small lr makes every step short. Hold the slope itself "
            "against tolerance.",
        ),
        (
            as_if(lambda asked: run(asked, measure=lambda its, slope: abs(its.lr * slope))),
            as_if(lambda asked: run(asked, measure=lambda its, slope: abs(its.lr * slope), late=True)),
        ),
    ),
    (
        Words(
            "looks-after-the-step",
            "Looks only after the step",
            "You step first and then look at the slope that made the step, so the walk goes on from level ground "
            "once more. Look before you step.",
        ),
        (as_if(lambda asked: run(asked, late=True)),),
    ),
    (
        Words(
            "last-place-not-looked-at",
            "The place after the last step is not looked at",
            "The walk may arrive with its last step. Look at the slope there too, before you say that it did not.",
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
            "always-converged",
            "Always True",
            "You say that the walk arrived, even where it ran out of steps on a slope.",
        ),
        (as_if(m.flagged(lambda _: True), looks=True),),
    ),
    (
        Words(
            "never-converged",
            "Always False",
            "You say that the walk did not arrive, even where it did.",
        ),
        (as_if(m.flagged(lambda _: False), looks=True),),
    ),
    (
        Words(
            "flag-turned-round",
            "True and False exchanged",
            "converged is True where the walk ended on level ground, and False where it ran out of steps.",
        ),
        (as_if(m.flagged(lambda converged: not converged), looks=True),),
    ),
    (
        Words(
            "limit-ignored",
            "max_steps is not used",
            "The walk goes on after max_steps steps. Count them, and stop.",
        ),
        (as_if(lambda asked: run(asked, cap=m.ENDLESS)), as_if(m.altered(max_steps=1000))),
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
        (as_if(m.never_looks),),
    ),
    (
        Words(
            "ascends",
            "Uphill instead of down",
            "The slope points uphill. Each step has to go against it: subtract lr times the slope.",
        ),
        (as_if(m.uphill),),
    ),
    (
        Words(
            "learning-rate-ignored",
            "The given learning rate is not used",
            "Your steps are as long as with lr = 0.1, whatever lr is. Use the parameter.",
        ),
        (as_if(m.altered(lr=0.1)),),
    ),
    (
        Words(
            "learning-rate-missing",
            "The slope is not scaled",
            "You step by the whole slope. Multiply it by lr first.",
        ),
        (as_if(m.altered(lr=1.0)),),
    ),
    (
        Words(
            "gradient-not-recomputed",
            "The slope is asked for only once",
            "The slope changes as you move. Ask for it again inside the loop, at the place just reached.",
        ),
        (as_if(m.stale_slope),),
    ),
    (
        Words(
            "flag-missing",
            "One answer is missing",
            "Return two things: the history, and True or False for whether the walk converged.",
        ),
        (in_form(m.history_alone), in_form(m.end_alone)),
    ),
    (
        Words(
            "swapped-return-values",
            "Two answers in the wrong order",
            "The history comes first, then whether the walk converged.",
        ),
        (in_form(m.flag_first),),
    ),
    (
        Words(
            "returns-last-point-only",
            "Only the end is returned",
            "You return where the walk ends. Return every place on the way, the start included.",
        ),
        (in_form(m.end_and_flag),),
    ),
    (
        Words(
            "count-instead-of-flag",
            "A count in place of True or False",
            "The second thing is a number of steps. Say whether the walk arrived: True or False.",
        ),
        (in_form(m.history_and_count),),
    ),
)


def declare(exercise: Exercise, function: str) -> None:
    """Declare all of these mistakes for a function that returns a history and whether it converged."""
    for words, symptoms in MISTAKES:
        for symptom in symptoms:
            exercise.symptom(*words, function=function)(symptom)
