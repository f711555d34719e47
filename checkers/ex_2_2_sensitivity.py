"""Checker of 2.2: the gradient of a function, and the variable that matters most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Advice, Call, Exercise, Judgement, Reply, Status, expect, judge, rounded
from calcgrade.checking.families import points
from calcgrade.checking.formulas.families import surfaces
from calcgrade.checking.formulas.functions import monomial, quadratic_form, sin_of
from calcgrade.checking.rough import Rough
from calcgrade.checking.slopes import differences, gradients, nudges, order, precision
from calcgrade.checking.slopes import references as slopes
from calcgrade.checking.tolerances import gradient_rounding, gradient_tolerance, value_tolerance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike

    from calcgrade.checking.formulas.formula import Formula

exercise = Exercise("2.2", "f", "gradient", "most_influential")

BOWL = quadratic_form((1,), (2,), (3,))
"""x² + 2y² + 3z², the function of the statement."""

WAVE = sin_of(monomial(3, 1, 0) + monomial(1, 0, 1))
"""sin(3x + y)."""

Point = tuple[float, ...]

CLEARLY = 1.25
"""The steepest slope is so many times the next: no scheme's error decides which is the largest."""


def has_a_clear_winner(drawn: Mapping[str, Any], point: Point) -> bool:
    """No near ties."""
    steepness = sorted(abs(slope) for slope in drawn["f"].gradient(point))
    return bool(steepness[-1] > CLEARLY * steepness[-2] + 0.1)


def _largest(values: ArrayLike) -> Any:
    """Return the index of the largest value; nothing can be told where another one is as large, or nearly."""
    array = np.asarray(values, dtype=np.float64)
    leader = int(np.argmax(array))
    others = np.delete(array, leader)
    return leader if np.all(others < array[leader] - 0.01) else NotImplemented


@exercise.check("f is x² + 2y² + 3z²: f(1, 1, 1) is 6", points=0.5, function="f")
def f_is_6_at_the_statement_s_point() -> Judgement:
    """The statement's own number."""
    reply = yield Call("f", 1.0, 1.0, 1.0)
    expect(reply).to_be_close_to(6.0, value_tolerance(BOWL, (1.0, 1.0, 1.0)))


@exercise.property("f is x² + 2y² + 3z² everywhere", points=0.5, function="f", draws=5, point=points(n=3))
def f_is_the_bowl(point: Point) -> Judgement:
    """Only the rounding of its own sums is allowed."""
    reply = yield Call("f", *point)
    expect(reply).to_be_close_to(BOWL(*point), value_tolerance(BOWL, point))


@exercise.check(
    "gradient finds (2, 4, 6) at (1, 1, 1), and the slopes of a wave",
    points=0.5,
    function="gradient",
    cases=[{"f": BOWL, "point": (1.0, 1.0, 1.0)}, {"f": WAVE, "point": (0.25, 0.5)}],
)
def gradient_of_the_statement(f: Formula, point: Point) -> Judgement:
    """The statement's own numbers, 2x, 4y, 6z; and a curve that bends so fast that a long step shows."""
    reply = yield Call("gradient", f, np.array(point))
    expect(reply).to_be_close_to(
        f.gradient(point), gradient_tolerance(f, point), rounding=gradient_rounding(f, point)
    )


@exercise.property(
    "gradient agrees with the exact gradient everywhere",
    points=2,
    function="gradient",
    draws=14,
    f=surfaces(),
    point=points(),
)
def gradient_is_exact(f: Formula, point: Point) -> Judgement:
    """Cross terms and any number of variables: a separable function hides mistakes."""
    reply = yield Call("gradient", f, np.array(point))
    expect(reply).to_be_close_to(
        f.gradient(point), gradient_tolerance(f, point), rounding=gradient_rounding(f, point)
    )


@exercise.property(
    "gradient gains a hundredfold when the step shrinks tenfold, as a central difference does",
    points=1,
    function="gradient",
    draws=5,
    f=surfaces(min_n=2),
    point=points(),
)
def gradient_is_of_second_order(f: Formula, point: Point) -> Judgement:
    """Judged by the entry that is furthest out of its bound."""
    replies = yield [Call("gradient", f, np.array(point), h) for h in order.STEPS]
    order.expect_central(replies, f, point)
    if order.ignores_step(replies):
        yield Advice(order.FIXED_STEP)


@exercise.check(
    "gradient leaves the point as it was", points=0.5, function="gradient", after=["gradient_is_exact"]
)
def gradient_leaves_the_point_alone() -> Judgement:
    """A caller goes on using the point."""
    reply = yield Call("gradient", BOWL, np.array([1.0, -1.0, 2.0]))
    expect(reply).not_to_change(1, "point")


@exercise.check(
    "gradient takes a plain list of whole numbers",
    points=0.5,
    function="gradient",
    after=["gradient_is_exact"],
    cases=[{"point": [1, 1, 1]}, {"point": [0, -2, 3]}],
)
def gradient_takes_a_plain_list(point: list[int]) -> Judgement:
    """``gradient(f, [1, 1, 1])`` is how the exercise writes it."""
    reply = yield Call("gradient", BOWL, point)
    expect(reply).to_be_close_to(
        BOWL.gradient(point), gradient_tolerance(BOWL, point), rounding=gradient_rounding(BOWL, point)
    )


@exercise.check(
    "most_influential finds z, index 2, at (1, 1, 1) and x, index 0, at (9, 1, 1)",
    points=1,
    function="most_influential",
    cases=[{"point": (1.0, 1.0, 1.0), "index": 2}, {"point": (9.0, 1.0, 1.0), "index": 0}],
)
def most_influential_of_the_statement(point: Point, index: int) -> Judgement:
    """(2, 4, 6) and (18, 4, 6)."""
    reply = yield Call("most_influential", BOWL, np.array(point))
    _expect_index(reply, index)


@exercise.property(
    "most_influential finds the steepest variable of every function",
    points=2.5,
    function="most_influential",
    draws=16,
    f=surfaces(min_n=2),
    point=points().such_that(has_a_clear_winner),
)
def most_influential_is_right(f: Formula, point: Point) -> Judgement:
    """Up or down, whatever the number of variables."""
    reply = yield Call("most_influential", f, np.array(point))
    _expect_index(reply, _steepest(f, point))


@exercise.check(
    "most_influential counts a steep way down as much as a steep way up",
    points=0.5,
    function="most_influential",
    after=["most_influential_of_the_statement"],
    cases=[{"point": (1.0, -5.0, 1.0), "index": 1}, {"point": (-9.0, 1.0, -1.0), "index": 0}],
)
def most_influential_counts_the_way_down(point: Point, index: int) -> Judgement:
    """(2, −20, 6) and (−18, 4, −6)."""
    reply = yield Call("most_influential", BOWL, np.array(point))
    _expect_index(reply, index)


@exercise.check(
    "most_influential takes a plain list of whole numbers and leaves it as it was",
    points=0.5,
    function="most_influential",
    after=["most_influential_is_right"],
    cases=[{"point": [1, 1, 1], "index": 2}, {"point": [2, 1, 1], "index": 2}],
)
def most_influential_takes_a_plain_list(point: list[int], index: int) -> Judgement:
    """``most_influential(f, [1, 1, 1])`` is how the exercise writes it."""
    reply = yield Call("most_influential", BOWL, point)
    _expect_index(reply, index)
    expect(reply).not_to_change(1, "point")


def _expect_index(reply: Reply, index: int) -> None:
    expectation = expect(reply)
    if isinstance(expectation.value, str):
        expectation.fail(
            "answers with a name", kind="type", expected=f"the index {index}", actual=repr(expectation.value),
            symptom="name-instead-of-index",
        )  # fmt: skip
    expectation.to_equal(index)


def _steepest(f: Formula, point: Sequence[float]) -> int:
    return int(np.argmax(np.abs(f.gradient(point))))


differences.declare(exercise, "gradient", lambda rule: slopes.gradient(slopes.measured(rule)))
precision.declare(exercise, "gradient", slopes.gradient)
rounded.declare(exercise, "gradient")
nudges.declare(exercise, "gradient", slopes.gradient)
gradients.declare(exercise, "gradient")


def _slope_of_the_bowl(f: Formula, point: Sequence[float], i: int, _h: float) -> Any:
    return BOWL.partial(point, i) if f.n == BOWL.n else NotImplemented


exercise.misconception(
    "hard-coded-for-the-example",
    "The slopes of x² + 2y² + 3z² for every function",
    "These are 2x, 4y and 6z, whatever f is. Measure the slopes with values of the f that is passed in.",
    function="gradient",
)(slopes.gradient(_slope_of_the_bowl))


@exercise.misconception(
    "coefficient-squared",
    "Coefficients squared",
    "This takes 2y² for (2y)² and 3z² for (3z)². The power goes first: only the variable is squared.",
    function="f",
)
def bowl_with_its_coefficients_squared(x: float, y: float, z: float) -> float:
    """x² + (2y)² + (3z)²."""
    return x**2 + (2 * y) ** 2 + (3 * z) ** 2


@exercise.misconception(
    "coefficient-forgotten",
    "Coefficients forgotten",
    "This is x² + y² + z²: the 2 and the 3 are missing.",
    function="f",
)
def bowl_without_its_coefficients(x: float, y: float, z: float) -> float:
    """x² + y² + z²."""
    return x**2 + y**2 + z**2


@exercise.misconception(
    "hard-coded-for-the-example",
    "The answer of one example for every function",
    "z matters most at (1, 1, 1), but the answer changes with the function and with the point. Read it off the "
    "gradient.",
    function="most_influential",
)
def always_the_last_variable(f: Formula, _point: Sequence[float]) -> int:
    """The last of three, or of any number."""
    return f.n - 1


@exercise.misconception(
    "hard-coded-for-the-example",
    "The answer of one example for every function",
    "Index 2 is right at (1, 1, 1), but the answer changes with the function and with the point. Read it off the "
    "gradient.",
    function="most_influential",
)
def always_index_2(_f: Formula, _point: Sequence[float]) -> int:
    """The index in the statement."""
    return 2


@exercise.misconception(
    "one-based-index",
    "Counts from 1",
    "Each answer is one too large: the first variable has index 0.",
    function="most_influential",
)
def steepest_counted_from_one(f: Formula, point: Sequence[float]) -> int:
    """Index + 1."""
    return _steepest(f, point) + 1


@exercise.misconception(
    "absolute-value-forgotten",
    "Steep ways down overlooked",
    "This is the variable with the largest slope, and a steep way down has a slope far below 0. Compare how far the "
    "slopes are from 0.",
    function="most_influential",
)
def steepest_way_up(f: Formula, point: Sequence[float]) -> Any:
    """The largest slope with its sign."""
    return _largest(f.gradient(point))


@exercise.misconception(
    "smallest-instead-of-largest",
    "Smallest slope instead of largest",
    "This is the variable that matters least: its slope is the nearest to 0.",
    function="most_influential",
)
def flattest(f: Formula, point: Sequence[float]) -> Any:
    """The smallest |slope|."""
    return _largest(-np.abs(f.gradient(point)))


@exercise.misconception(
    "largest-coordinate",
    "Largest coordinate instead of largest slope",
    "This compares the coordinates of the point. A variable can be large and hardly matter: compare the slopes.",
    function="most_influential",
)
def furthest_coordinate(_f: Formula, point: Sequence[float]) -> Any:
    """The largest |x|."""
    return _largest(np.abs(point))


@exercise.misconception(
    "largest-coordinate",
    "Largest coordinate instead of largest slope",
    "This compares the coordinates of the point. A variable can be large and hardly matter: compare the slopes.",
    function="most_influential",
)
def greatest_coordinate(_f: Formula, point: Sequence[float]) -> Any:
    """The largest x with its sign."""
    return _largest(point)


@exercise.misconception(
    "scaled-by-the-coordinate",
    "Slope times coordinate",
    "This compares what a change of each variable by a part of itself does, 1 % say. Compare the slopes: what "
    "each does for a change by the same small amount.",
    function="most_influential",
)
def largest_relative_change(f: Formula, point: Sequence[float]) -> Any:
    """The largest |x · slope|."""
    return _largest(np.abs(f.gradient(point) * np.asarray(point)))


@exercise.symptom(
    "ranking-instead-of-index",
    "All variables instead of one",
    "This lists the variables from the steepest to the flattest. Return the first of them alone.",
    function="most_influential",
)
def is_a_ranking(reply: Reply) -> bool | None:
    """Every index once, the right one first; the others may be nearly level with each other."""
    if reply.judged is None or reply.status is not Status.OK:
        return None
    found = judge.flatten(reply.value)
    n = len(reply.call.args[1])  # type: ignore[arg-type]
    return found is not None and sorted(found) == list(range(n)) and bool(found[0] == reply.judged.expected)


@exercise.misconception(
    "ignores-the-point",
    "Ignores the point",
    "This is the answer at a point of ones, whatever point is passed in.",
    function="most_influential",
)
def steepest_at_all_ones(f: Formula, _point: Sequence[float]) -> Any:
    """The statement's point for every point."""
    return _largest(np.abs(f.gradient([1.0] * f.n)))


def _steepness(f: Formula, point: Sequence[float]) -> float:
    return float(np.max(np.abs(f.gradient(point))))


def _slope_of_the_steepest(f: Formula, point: Sequence[float]) -> float:
    return f.partial(point, _steepest(f, point))


def _largest_slope(f: Formula, point: Sequence[float]) -> float:
    return float(np.max(f.gradient(point)))


def _all_slopes(f: Formula, point: Sequence[float]) -> list[float]:
    return [float(slope) for slope in f.gradient(point)]


def _measured(exact: slopes.Reference) -> slopes.Reference:
    """Allow what a numerical gradient may be off by."""

    def reference(f: Formula, point: Sequence[float]) -> Rough:
        return Rough(exact(f, point), absolute=float(np.max(gradient_tolerance(f, point))))

    return reference


for _answer in (_steepness, _slope_of_the_steepest, _largest_slope, _all_slopes):
    exercise.misconception(
        "value-instead-of-index",
        "Slope instead of index",
        "This is how steep f is, not along which variable. Return the position of the steepest slope, counted from 0.",
        function="most_influential",
    )(_measured(_answer))


@exercise.symptom(
    "name-instead-of-index",
    "Name instead of index",
    "The answer is a variable's name, and its position is asked for: 0 for the first variable, 1 for the second.",
    function="most_influential",
)
def is_a_name(reply: Reply) -> bool:
    """Text of any kind."""
    return isinstance(reply.value, str)


@exercise.symptom(*gradients.only_of("three"), function="most_influential")
def works_for_three(reply: Reply) -> bool | None:
    """Right for three variables; for more of them perhaps the steepest of three, else an error."""
    n = len(reply.call.args[1])  # type: ignore[arg-type]
    if reply.judged is None or reply.status is not Status.OK:
        return reply.raised is not None and n != BOWL.n
    found = judge.flatten(reply.value)
    if found is None or found.size != 1:
        return False
    overlooks_the_rest = n > BOWL.n > found[0]
    return None if found[0] == reply.judged.expected or overlooks_the_rest else False
