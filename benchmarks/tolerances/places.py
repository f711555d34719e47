"""The points at which slopes are measured: functions of each kind, and places near and far."""

from __future__ import annotations

import math
import random
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from calcgrade.checking.families import COORDINATES, draw_all
from calcgrade.checking.formulas.families import curves, surfaces
from calcgrade.checking.formulas.functions import quadratic_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula

    Floats = NDArray[np.float64]

SEED = 20260
PER_FORMULA = 16
"""Points at each formula that was drawn."""


KINDS = ("polynomials", "sinusoids", "exponentials", "compositions")


class Places(NamedTuple):
    """A function, the points at which its slopes are measured, and the coordinate along which they are.

    Attributes
    ----------
    points : array, shape (PER_FORMULA, n)
        A point each row.
    """

    f: Formula
    points: Floats
    i: int


def kind_of(f: Formula) -> str:
    """Tell which of the four families a curve was drawn from."""
    for kind, _, inner in f.terms:
        if kind == "exp":
            return "exponentials"
        if kind == "sin":
            return "compositions" if any(e[0] > 1 for _, e in inner) else "sinusoids"
    return "polynomials"


def curve(draws: random.Random, kind: str) -> Formula:
    """Draw a curve of this kind from the family that the checkers draw from."""
    while True:
        f: Formula = draw_all({"f": curves()}, draws.choice)["f"]
        if kind_of(f) == kind:
            return f


def near(draws: random.Random) -> float:
    """Draw a coordinate as the checkers do, or any number of that size."""
    if draws.random() < 0.5:
        return draws.choice(COORDINATES)
    return draws.choice((-1, 1)) * draws.uniform(0.1, 3.0)


def far(draws: random.Random) -> float:
    """Draw a coordinate of any size between 1e-3 and 1e3."""
    return draws.choice((-1.0, 1.0)) * math.pow(10, draws.uniform(-3, 3))


def form(draws: random.Random, n: int) -> Formula:
    """Draw a quadratic form of n variables with all cross terms, and a linear part."""
    rows = [[draws.choice((1.0, 2.0, -1.0, 3.0, 0.5, -1.5)) for _ in range(n - k)] for k in range(n)]
    return quadratic_form(*rows, linear=[draws.choice((0.0, 1.0, -2.0, 0.3)) for _ in range(n)])


_SURFACE = {"f": surfaces(min_n=2, max_n=6)}

FAMILIES: dict[str, tuple[Callable[[random.Random], Formula], Callable[[random.Random], float]]] = {
    **{kind: (partial(curve, kind=kind), near) for kind in KINDS},
    **{f"{kind}, |x| from 1e-3 to 1e3": (partial(curve, kind=kind), far) for kind in KINDS[:2]},
    "quadratic forms, n = 1 to 6": (lambda draws: form(draws, draws.randint(1, 6)), near),
    "surfaces, n = 2 to 6": (lambda draws: draw_all(_SURFACE, draws.choice)["f"], near),
}
"""How a function of each family is drawn, and how a coordinate is."""


def drawn(family: str, count: int) -> Iterator[Places]:
    """Draw at least ``count`` points of a family, the same ones every time."""
    draw, coordinate = FAMILIES[family]
    draws = random.Random(f"{SEED} {family}")
    for _ in range(math.ceil(count / PER_FORMULA)):
        f = draw(draws)
        points = [[coordinate(draws) for _ in range(f.n)] for _ in range(PER_FORMULA)]
        yield Places(f, np.array(points), draws.randrange(f.n))
