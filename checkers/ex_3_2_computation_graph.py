"""Checker of 3.2: a graph of three nodes, forwards and backwards.

Both functions take one number: there is nothing that a learner could change, so nothing is checked about
it. The whole numbers of the statement are passed as whole numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from calcgrade.checking import Call, Exercise, Judgement, Reply, Status, expect, judge, rounded
from calcgrade.checking.families import Family, choices
from calcgrade.checking.formulas.functions import polynomial
from calcgrade.checking.tolerances import derivative_tolerance, measured_product_tolerance, value_tolerance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

exercise = Exercise("3.2", "forward", "backward")

NODES = ("a", "b", "c")
NODE_FORMULAS = (polynomial(0, 2), polynomial(0, 0, 4), polynomial(-10, 0, 4))
"""a, b and c as functions of x."""

LOCAL_FORMULAS = {"dc_db": polynomial(-10, 1), "db_da": polynomial(0, 0, 1), "da_dx": polynomial(0, 2)}
"""Each node as a function of the one before it, by the name of its slope."""

LOCAL = tuple(LOCAL_FORMULAS)
TOTAL = "dc_dx"

Slopes: TypeAlias = dict[str, float]


def inputs() -> Family[float]:
    """Draw x, often with so many decimals that rounding an answer shows: products of short ones are short."""
    return choices(
        1.0, 2.0, -1.0, 0.5, -0.5, -2.5, 1.5, 0.3, -0.7, 2.71828, -1.41421, 0.57722, -0.31831, 1.61803
    )


@exercise.check(
    "forward finds (6, 36, 26) for 3 and (2, 4, −6) for 1",
    points=1,
    function="forward",
    cases=[{"x": 3, "values": (6, 36, 26)}, {"x": 1, "values": (2, 4, -6)}],
)
def forward_finds_the_values_of_the_statement(x: int, values: Sequence[float]) -> Judgement:
    """The statement's own numbers, asked for as the exercise writes them."""
    reply = yield Call("forward", x)
    expect(reply).to_be_close_to(values, _value_tolerances(x), names=NODES)


@exercise.property(
    "forward finds the three values for every x", points=2.5, function="forward", draws=10, x=inputs()
)
def forward_finds_the_values_everywhere(x: float) -> Judgement:
    """Only the rounding of the products and of the difference is allowed."""
    reply = yield Call("forward", x)
    expect(reply).to_be_close_to(_values(x), _value_tolerances(x), names=NODES)


@exercise.check(
    "backward finds dc_db 1, db_da 12, da_dx 2 and dc_dx 24 for 3", points=1.5, function="backward"
)
def backward_finds_the_slopes_of_the_statement() -> Judgement:
    """The statement's own numbers, asked for as the exercise writes them."""
    _, reply = yield _walk(3)
    expect(reply).entries_to_be_close_to(_slopes(3), _slope_tolerances(3))


@exercise.property(
    "backward finds the three local slopes for every x",
    points=2.5,
    function="backward",
    draws=8,
    x=inputs(),
)
def backward_finds_the_local_slopes(x: float) -> Judgement:
    """Each by the node just before it, at the value which that node has."""
    _, reply = yield _walk(x)
    slopes = _slopes(x)
    expect(reply).entries_to_be_close_to({name: slopes[name] for name in LOCAL}, _slope_tolerances(x))


@exercise.property(
    "backward finds the slope of the whole graph for every x",
    points=1.5,
    function="backward",
    draws=8,
    x=inputs(),
)
def backward_finds_the_total_slope(x: float) -> Judgement:
    """A check of its own: the local slopes may be right and put together wrongly."""
    _, reply = yield _walk(x)
    expect(reply).entries_to_be_close_to({TOTAL: _slopes(x)[TOTAL]}, _slope_tolerances(x))


@exercise.check(
    "backward needs no forward call before it",
    points=1,
    function="backward",
    after=["backward_finds_the_local_slopes", "backward_finds_the_total_slope"],
    cases=[{"x": 2.0, "before": 5.0}, {"x": -1.5, "before": 0.5}],
)
def backward_walks_forward_itself(x: float, before: float) -> Judgement:
    """The other checks call forward(x) first; here it was called with another number."""
    _, reply = yield [Call("forward", before), Call("backward", x)]
    slopes = expect(reply).numbers(*LOCAL, TOTAL)
    elsewhere, within = _slopes(before), _slope_tolerances(before)
    if all(abs(slopes[name] - elsewhere[name]) <= within[name] for name in elsewhere):
        headline = f"gives the slopes at x = {before}, where forward was called just before"
        expect(reply).fail(headline, symptom="stale-forward-values")
    expect(reply).entries_to_be_close_to(_slopes(x), _slope_tolerances(x))


def _walk(x: float) -> list[Call]:
    """Forwards, then backwards, as a learner tries it out."""
    return [Call("forward", x), Call("backward", x)]


def _values(x: float) -> tuple[float, float, float]:
    a = 2 * x
    b = a**2
    return a, b, b - 10


def _value_tolerances(x: float) -> list[float]:
    return [value_tolerance(node, x) for node in NODE_FORMULAS]


def _slopes(x: float, **wrong: float) -> Slopes:
    """Return the four slopes at x; of wrong local ones the total is still the product."""
    local = {"dc_db": 1.0, "db_da": 2 * _values(x)[0], "da_dx": 2.0} | wrong
    return local | {TOTAL: local["dc_db"] * local["db_da"] * local["da_dx"]}


def _slope_tolerances(x: float) -> Slopes:
    """Return how far each slope at x may be from the exact one.

    A stage's slope may be measured, with any step that the course allows: it gets the tolerance of a
    difference quotient, and the total what three such slopes or one of the whole graph may be off by.
    Must reject a slope taken at another value or without a factor, which is off by a part of order 1.
    """
    a, b, _ = _values(x)
    received = {"dc_db": b, "db_da": a, "da_dx": x}
    within = {name: derivative_tolerance(LOCAL_FORMULAS[name], received[name]) for name in LOCAL}
    slopes = _slopes(x)
    together = measured_product_tolerance([slopes[name] for name in LOCAL], [within[name] for name in LOCAL])
    return within | {TOTAL: max(together, derivative_tolerance(NODE_FORMULAS[2], x))}


for name in exercise.functions:
    rounded.declare(exercise, name)

WRONG_VALUES: tuple[tuple[str, str, str, Callable[[float], Any]], ...] = (
    (
        "order-reversed",
        "Nodes from the end to the start",
        "The three values are right but come in the order c, b, a. A caller who unpacks them expects a, b, "
        "c.",
        lambda x: _values(x)[::-1],
    ),
    (
        "only-the-last-node",
        "Only the last node",
        "This is c alone. The walk back needs the values on the way too: return a, b and c together.",
        lambda x: _values(x)[2],
    ),
    (
        "doubled-instead-of-squared",
        "Doubled instead of squared",
        "The second stage multiplies a by 2. A square is a times a.",
        lambda x: (2 * x, 4 * x, 4 * x - 10),
    ),
    (
        "sign-flipped",
        "10 added instead of subtracted",
        "The last stage adds 10 to b. It is to take 10 away.",
        lambda x: (2 * x, 4 * x**2, 4 * x**2 + 10),
    ),
    (
        "hard-coded-for-the-example",
        "Written for x = 3 only",
        "These are the values for x = 3, whatever x is passed in. Compute them from x.",
        lambda _x: (6, 36, 26),
    ),
    (
        "truncated-to-integer",
        "Decimals cut off",
        "The decimals of x are cut off before the walk begins. x may be any number: leave int() away.",
        lambda x: _values(int(x)),
    ),
)

for id_, title, explanation, wrong_values in WRONG_VALUES:
    exercise.misconception(id_, title, explanation, function="forward")(wrong_values)


def _with(id_: str, title: str, explanation: str, *wrong: Callable[[float], Mapping[str, float]]) -> None:
    """Declare a wrong backward walk, once for each form that it takes."""
    for reference in wrong:
        exercise.misconception(id_, title, explanation, function="backward")(reference)


_with(
    "added-instead-of-multiplied",
    "Slopes added instead of multiplied",
    "The local slopes are added to get dc_dx. If one stage doubles a change and the next one triples it, the "
    "change has grown sixfold, not fivefold.",
    lambda x: _slopes(x) | {TOTAL: 1 + 4 * x + 2},
)
_with(
    "inner-derivative-forgotten",
    "The first stage forgotten",
    "dc_dx stops at a: it is how fast c changes with a. On the way from x to a the change is stretched once "
    "more.",
    lambda x: _slopes(x) | {TOTAL: 4 * x},
)
_with(
    "half-the-slope-of-the-square",
    "Half the slope of the square",
    "db_da is half of what it should be. Either the slope of a² is taken at x, while a goes into it, or the "
    "2 of the exponent was not brought to the front.",
    lambda x: _slopes(x, db_da=2 * x),
)
_with(
    "slope-still-squared",
    "Slope that is still a square",
    "db_da is twice the square of a. The slope of a square takes what goes in, a, to the power 1: the "
    "exponent comes to the front and is lowered by one.",
    lambda x: _slopes(x, db_da=2 * (2 * x) ** 2),
)
_with(
    "doubled-instead-of-squared",
    "Slope of 2a instead of a²",
    "db_da is 2 for every x, the slope of 2a. The steepness of a² depends on a.",
    lambda x: _slopes(x, db_da=2.0),
)
_with(
    "constant-swallows-the-variable",
    "The last stage lets nothing through",
    "dc_db is 0, as if b were a constant too. Move b by a little: c = b − 10 moves just as far.",
    lambda x: _slopes(x, dc_db=0.0),
)
_with(
    "constant-kept",
    "The constant kept in the slope",
    "The −10 is in dc_db. It is the same whatever b is, so it moves nothing: only the change of b passes on.",
    lambda x: _slopes(x, dc_db=-9.0),
    lambda x: _slopes(x, dc_db=-10.0),
)
_with(
    "sign-flipped",
    "Sign flipped",
    "dc_dx has the wrong sign. The minus of b − 10 belongs to the 10, not to b.",
    lambda x: _slopes(x) | {TOTAL: -8 * x},
    lambda x: _slopes(x, dc_db=-1.0),
)
_with(
    "accumulated-from-the-end",
    "Slopes of c instead of local slopes",
    "Each entry is how fast c changes with a node. db_da and da_dx are local: how fast a node changes with "
    "the one just before it, whatever comes after.",
    lambda x: _slopes(x) | {"da_dx": 8 * x},
)
_with(
    "accumulated-instead-of-local",
    "Slopes by x instead of local slopes",
    "Entries are how fast a node changes with x. db_da and dc_db are local: how fast a node changes with the "
    "one just before it.",
    lambda x: _slopes(x) | {"db_da": 8 * x},
    lambda x: _slopes(x) | {"db_da": 8 * x, "dc_db": 8 * x},
)
_with(
    "value-instead-of-slope",
    "Values instead of slopes",
    "These are the values of the nodes. A slope says how fast a node's value changes when the one before it "
    "does.",
    lambda x: _slopes(x, dc_db=_values(x)[2], db_da=_values(x)[1], da_dx=_values(x)[0]),
)
_with(
    "hard-coded-for-the-example",
    "Written for x = 3 only",
    "These are the slopes at x = 3, whatever x is passed in. Compute them from x.",
    lambda _x: _slopes(3),
)
_with(
    "truncated-to-integer",
    "Decimals cut off",
    "These are the slopes at x without its decimals. x may be any number: leave int() away, in forward too.",
    lambda x: _slopes(int(x)),
)


@exercise.symptom(
    "stale-forward-values",
    "Values of an earlier call",
    "backward uses what forward last left behind. It is given an x of its own: walk forward from that one "
    "first.",
    function="backward",
)
def left_behind_by_forward(_reply: Reply) -> bool | None:
    """Only the check that calls forward with another number can tell, and it names this itself."""
    return None


@exercise.symptom(
    "other-words",
    "Other names than agreed",
    "The slopes are asked for by name. Return a dict with the keys dc_db, db_da, da_dx and dc_dx, spelled "
    "like that.",
    function="backward",
)
def none_of_the_agreed_names(reply: Reply) -> bool | None:
    """Four values or more, without names or under others."""
    if reply.status is not Status.OK or reply.judged is None:
        return None
    value = reply.value
    if isinstance(value, dict) and any(name in value for name in (*LOCAL, TOTAL)):
        return False
    found = judge.flatten(value)
    return found is not None and found.size >= 4
