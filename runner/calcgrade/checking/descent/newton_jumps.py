"""Known mistakes of Newton's jump and of the ground it may start from, and what to tell their authors."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from calcgrade.checking.descent import newton_missteps as m
from calcgrade.checking.descent.newton_missteps import as_if, run
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from calcgrade.checking.descent.newton import Search
    from calcgrade.checking.descent.newton_missteps import Symptom


def _root_of_f(asked: Search, places: list[float]) -> float:
    return m.over(float(asked.f(places[-1])), asked.slope(places[-1]), places[-1])


def _near_a_root(asked: Search, x: float) -> bool:
    return abs(float(asked.f(x))) < asked.tolerance


def _hardly_moves(asked: Search, x: float) -> bool:
    return abs(_root_of_f(asked, [x]) - x) < asked.tolerance


def _upside_down(asked: Search, places: list[float]) -> float:
    return m.over(asked.curvature(places[-1]), asked.slope(places[-1]), places[-1])


def _away(asked: Search, places: list[float]) -> float:
    return m.over(-asked.slope(places[-1]), asked.curvature(places[-1]), places[-1])


def _slope_alone(asked: Search, places: list[float]) -> float:
    return places[-1] - asked.slope(places[-1])


def _product(asked: Search, places: list[float]) -> float:
    return places[-1] - asked.slope(places[-1]) * asked.curvature(places[-1])


def _first_curvature(asked: Search, places: list[float]) -> float:
    return m.over(asked.slope(places[-1]), asked.curvature(asked.x0), places[-1])


def _first_jump(asked: Search, places: list[float]) -> float:
    return places[-1] - (asked.x0 - m.jump(asked, [asked.x0]))


def _jump_alone(asked: Search, places: list[float]) -> float:
    return m.over(asked.slope(places[-1]), asked.curvature(places[-1]), 0.0)


def _size_of_the_curvature(asked: Search, places: list[float]) -> float:
    return m.over(asked.slope(places[-1]), abs(asked.curvature(places[-1])), places[-1])


def _zero(asked: Search, x: float) -> bool:
    return asked.curvature(x) == 0


def _down(asked: Search, x: float) -> bool:
    return asked.curvature(x) < 0


def _bent_at_x0(asked: Search, _: float) -> bool:
    return m.bent(asked, asked.x0)


def _level_at_x0(asked: Search, _: float) -> bool:
    return m.level(asked, asked.x0)


JUMPS: tuple[tuple[Words, tuple[Symptom, ...]], ...] = (
    (
        Words(
            "root-of-f",
            "This looks for where f is zero",
            "Newton's method for a root divides f by f'. In a valley it is the slope that becomes zero: divide f' by "
            "f''.",
        ),
        tuple(
            as_if(partial(run, move=_root_of_f, flat=flat, stuck=stuck))
            for flat in (m.level, _near_a_root, _hardly_moves)
            for stuck in (m.bent, m.never)
        ),
    ),
    (
        Words(
            "fraction-upside-down",
            "The fraction is upside down",
            "You divide the curvature by the slope. A strong curvature means that the valley is near: it divides the "
            "slope.",
        ),
        (as_if(m.by(_upside_down)),),
    ),
    (
        Words(
            "steps-away",
            "Away from the valley",
            "You add slope over curvature. The slope points uphill, so the jump goes against it: subtract.",
        ),
        (as_if(m.by(_away)),),
    ),
    (
        Words(
            "curvature-not-used",
            "The slope alone makes the step",
            "Your steps are as long as the slope is steep, which is descent with the rate 1. Divide the slope by the "
            "curvature.",
        ),
        (as_if(m.by(_slope_alone)),),
    ),
    (
        Words(
            "curvature-multiplied",
            "Multiplied by the curvature",
            "You multiply the slope by the curvature. Where the slope changes fast its zero is near: divide.",
        ),
        (as_if(m.by(_product)),),
    ),
    (
        Words(
            "curvature-taken-once",
            "The curvature is taken only once",
            "All your steps are made with the curvature at the start. It changes as you move: ask for it again at "
            "each place.",
        ),
        (
            as_if(m.by(_first_curvature)),
            as_if(lambda its: run(its, move=_first_curvature, stuck=_bent_at_x0)),
        ),
    ),
    (
        Words(
            "gradient-not-recomputed",
            "Slope and curvature are taken only once",
            "Every step is the first one again. Ask for slope and curvature inside the loop, at the place just "
            "reached.",
        ),
        (
            as_if(m.by(_first_jump)),
            as_if(lambda its: run(its, move=_first_jump, flat=_level_at_x0, stuck=_bent_at_x0)),
        ),
    ),
    (
        Words(
            "step-replaces-place",
            "The step takes the place of the place",
            "The new place is the old one minus the jump. You keep the jump alone and forget where you stood.",
        ),
        (as_if(m.by(_jump_alone)),),
    ),
    (
        Words(
            "learning-rate-kept",
            "A learning rate too many",
            "You take only a part of each jump, or more than one. Slope over curvature is the whole step: there is no "
            "rate to choose.",
        ),
        (m.shortened,),
    ),
    (
        Words(
            "curvature-not-looked-at",
            "Jumps wherever the ground bends",
            "Where the curvature is not above zero there is no valley to jump into: the jump leads to a hilltop, or "
            "nowhere. Look at the curvature at every place, before you jump.",
        ),
        (
            as_if(lambda asked: run(asked, stuck=m.never)),
            as_if(lambda asked: run(asked, stuck=_zero)),
        ),
    ),
    (
        Words(
            "curvature-looked-at-too-late",
            "The curvature is looked at only in the end",
            "The walk jumps over ground that bends down, and may land anywhere. Look at the curvature before each "
            "jump and not only at the last place.",
        ),
        (as_if(m.looks_at_the_end),),
    ),
    (
        Words(
            "curvature-made-positive",
            "The sign of the curvature is dropped",
            "You divide by the size of the curvature, and jump on where the ground bends down. Here the walk stops "
            "there.",
        ),
        (as_if(lambda asked: run(asked, move=_size_of_the_curvature, stuck=m.never)),),
    ),
    (
        Words(
            "zero-curvature-forgotten",
            "No curvature at all",
            "Where the curvature is exactly zero you jump still, and divide by it. Stop unless it is above zero.",
        ),
        (as_if(lambda asked: run(asked, stuck=_down)),),
    ),
    (
        Words(
            "hilltop-taken-for-valley",
            "A hilltop is level too",
            "You look at the slope first, and take level ground for a valley. On a hilltop the ground is level and "
            "bends down: look at the curvature first.",
        ),
        (as_if(lambda asked: run(asked, slope_first=True)),),
    ),
)
