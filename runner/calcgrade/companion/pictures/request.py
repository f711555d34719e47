"""What to draw: asked for in a few words, made whole with each topic's own example."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from calcgrade.companion.formula.formula import Formula
from calcgrade.companion.formula.walk import descend, outcome
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

Topic = Literal[
    "tangent", "surface", "gradient", "learning-rates", "descent", "descent2d", "saddle", "regression"
]
TOPICS: tuple[Topic, ...] = get_args(Topic)

Point = tuple[float, ...]


class Request(NamedTuple):
    """What was asked for; None and empty where nothing was said.

    Attributes
    ----------
    at : sequence of tuple of float
        Places of tangents or of gradient arrows.
    start : tuple of float
        Where a walk begins.
    lr : sequence of float
        Learning rates; most topics take one.
    over : tuple of float
        Ends of the axes.
    degree, epochs, batch, noise
        Of the regression.
    """

    topic: Topic
    formula: str | None = None
    at: Sequence[Point] = ()
    start: Point | None = None
    lr: Sequence[float] = ()
    steps: int | None = None
    momentum: float = 0.0
    over: tuple[float, float] | None = None
    degree: int = 1
    epochs: int = 200
    batch: int | None = None
    noise: float = 1.0


class Plan(NamedTuple):
    """A request that is whole and makes sense; `Request` says what the fields are."""

    topic: Topic
    formula: Formula
    at: list[Point]
    start: Point
    lr: list[float]
    steps: int
    momentum: float
    over: tuple[float, float]
    degree: int
    epochs: int
    batch: int | None
    noise: float


class _Example(NamedTuple):
    formula: str
    variables: int
    at: tuple[Point, ...] = ()
    start: Point = (0.0,)
    lr: tuple[float, ...] = (0.1,)
    steps: int = 30


_EXAMPLES: dict[Topic, _Example] = {
    "tangent": _Example("x^3 - 3x", 1, at=((-1.0,), (0.0,), (1.0,))),
    "surface": _Example("x^2 + 3y^2", 2),
    "gradient": _Example("x^2 + 3y^2", 2),
    "learning-rates": _Example("(x-3)^2 + 1", 1, lr=(0.01, 0.1, 0.9), steps=30),
    "descent": _Example("(x-3)^2 + 1", 1, steps=15),
    "descent2d": _Example("x^2 + 3y^2", 2, start=(4.0, 3.0), lr=(0.05,), steps=50),
    "saddle": _Example("x^2 - y^2", 2),
    "regression": _Example("2x + 1", 1, lr=(0.01,)),
}

_PARABOLA = "x^2 - x + 1"

MARGIN = 0.35
"""How far the axes go beyond what has to be seen, as a part of it."""


def plan(request: Request) -> Plan:
    """Make a request whole.

    Raises
    ------
    InputError
        A formula cannot be read, or a number does not fit the topic.
    """
    example = _EXAMPLES[request.topic]
    names = ("x", "y")[: example.variables]
    at = list(request.at or example.at)
    start = request.start or example.start
    for place in (*at, start if request.start else (0.0,) * len(names)):
        if len(place) != len(names):
            wanted = "one number, such as 1.5" if len(names) == 1 else "two numbers, such as 1,2"
            raise InputError(_written(place), f"is no place for {request.topic}", f"Give {wanted}")
    if not all(map(math.isfinite, (*start, *(x for place in at for x in place), *request.lr))):
        raise InputError(request.topic, "draws no nan and no inf", "Give ordinary numbers")
    text = request.formula or (_PARABOLA if request.degree == 2 else example.formula)
    formula = Formula(text, names)
    lr, steps = list(request.lr or example.lr), request.steps or example.steps
    over = request.over or _over(request.topic, at, start, _walks(request.topic, formula, start, lr, steps))
    if not (-1e6 < over[0] < over[1] < 1e6):
        raise InputError(
            "--range", "the first end has to lie below the second, both within a million", "Swap them"
        )
    return Plan(
        topic=request.topic,
        formula=formula,
        at=at,
        start=start,
        lr=lr,
        steps=steps,
        momentum=request.momentum,
        over=over,
        degree=request.degree,
        epochs=request.epochs,
        batch=request.batch,
        noise=request.noise,
    )


def _over(topic: Topic, at: Sequence[Point], start: Point, walked: Sequence[float]) -> tuple[float, float]:
    """Return ends of the axes between which everything that matters is seen."""
    if topic == "descent2d":
        size = 1.2 * max(2.0, *map(abs, start))
        return -size, size
    if topic in ("descent", "learning-rates"):
        room = max(MARGIN * (max(walked) - min(walked)), 1.0)
        return min(walked) - room, max(walked) + room
    xs = [x for place in at for x in place]
    if topic != "tangent" or not xs:
        size = max([3.0, *(1.2 * abs(x) for x in xs)])
        return -size, size
    middle, half = (min(xs) + max(xs)) / 2, max((max(xs) - min(xs)) / 2, 1.0)
    return middle - half * (2 + MARGIN), middle + half * (2 + MARGIN)


def _walks(topic: Topic, f: Formula, start: Point, lr: Sequence[float], steps: int) -> list[float]:
    """Return where walks on a curve went, as far as it can still be shown."""
    if topic not in ("descent", "learning-rates"):
        return []
    far = 2 * (abs(start[0]) + 2.0)
    found: list[float] = []
    for rate in lr:
        runs_away = outcome(f, start[0], rate, steps) == "diverges"
        places = [float(x) for x in descend(f, start, rate, steps)[:, 0]]
        found += [x for x in places if not runs_away or abs(x - start[0]) <= far]
    return found


def _written(place: Point) -> str:
    return ",".join(f"{x:g}" for x in place)
