"""A descent in any number of dimensions that measures its slopes, with a step that may be handed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.descent.walks import Descent
from calcgrade.checking.formulas.formula import Formula
from calcgrade.checking.tolerances import central_step_tolerance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.sandboxes.replies import Reply

STEP = 1e-5
"""How far ``descend_n`` looks to each side unless told otherwise."""


@dataclass(frozen=True, eq=False)
class Measured(Descent):
    """A descent whose slopes are measured by central differences.

    Attributes
    ----------
    f : Formula
        The function of n variables that is descended.
    h : float
        How far it is looked at to each side, in the units of the variables.
    """

    f: Formula = field(default_factory=lambda: Formula(1, ()))
    h: float = STEP


def asked(
    f: Formula, start: Sequence[float], lr: float = 0.05, steps: int = 100, h: float = STEP
) -> Measured:
    """Return what a call of ``descend_n`` asks for, whatever the number of variables.

    Its tolerance is `central_step_tolerance`: unlike in 4.1 the scheme is judged, with an h that shows it.
    """
    return Measured(
        gradient=lambda place: f.gradient(place.tolist()),
        tolerance=lambda place, rate: central_step_tolerance(f, place.tolist(), rate, h),
        start=np.asarray(start, dtype=np.float64),
        rate=lr,
        steps=steps,
        f=f,
        h=h,
    )


def of_reply(reply: Reply) -> Measured:
    """Return what the call behind a reply asked for."""
    arguments: tuple[Any, ...] = reply.call.args
    return asked(*arguments)
