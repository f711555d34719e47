"""Checker of 2.1: partial derivatives and the gradient, measured and exact."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcgrade.checking import Advice, Call, Exercise, Judged, Judgement, differences, expect, order
from calcgrade.checking.families import Family, points
from calcgrade.checking.formula import Formula
from calcgrade.checking.formula_families import surfaces
from calcgrade.checking.functions import quadratic_form
from calcgrade.checking.rounding import rounding
from calcgrade.checking.tolerances import (
    analytical_tolerance,
    derivative_rounding,
    derivative_tolerance,
    gradient_rounding,
    gradient_tolerance,
    order_bound,
    value_tolerance,
)

exercise = Exercise("2.1", "f", "partial_derivative", "gradient", "analytical_gradient")

SURFACE = quadratic_form((3, 1), (1,))
"""3x² + xy + y², the surface of the statement."""

Point = tuple[float, ...]


def variables() -> Family[int]:
    """Draw the index of one of the formula's variables."""
    return Family(lambda pick, drawn: pick(range(drawn["f"].n)))


@exercise.check("f is 3x² + xy + y²: f(1, −1) is 3", points=0.5, function="f")
def f_is_3_at_the_statement_s_point() -> Judgement:
    """The statement's own number."""
    reply = yield Call("f", 1.0, -1.0)
    expect(reply).to_be_close_to(3.0, value_tolerance(SURFACE, (1.0, -1.0)))


@exercise.property("f is 3x² + xy + y² everywhere", points=0.5, function="f", draws=5, point=points(n=2))
def f_is_the_surface(point: Point) -> Judgement:
    """Only the rounding of its own sums is allowed."""
    reply = yield Call("f", *point)
    expect(reply).to_be_close_to(SURFACE(*point), value_tolerance(SURFACE, point))


@exercise.check(
    "partial_derivative finds the slopes at (1, −1): 5 along x and −1 along y",
    points=0.5,
    function="partial_derivative",
    cases=[{"index": 0, "slope": 5.0}, {"index": 1, "slope": -1.0}],
)
def partial_derivatives_of_the_statement(index: int, slope: float) -> Judgement:
    """∂f/∂x = 6x + y, ∂f/∂y = x + 2y."""
    point = (1.0, -1.0)
    reply = yield Call("partial_derivative", SURFACE, np.array(point), index)
    tolerance = derivative_tolerance(SURFACE, point, index)
    expect(reply).to_be_close_to(slope, tolerance, rounding=derivative_rounding(SURFACE, point, index))


@exercise.property(
    "partial_derivative agrees with the exact slope along every variable",
    points=1,
    function="partial_derivative",
    draws=12,
    f=surfaces(),
    point=points(),
    index=variables(),
)
def partial_derivative_is_exact(f: Formula, point: Point, index: int) -> Judgement:
    """Anything beyond truncation and rounding of a central difference is not rounding."""
    reply = yield Call("partial_derivative", f, np.array(point), index)
    tolerance = derivative_tolerance(f, point, index)
    expect(reply).to_be_close_to(
        f.partial(point, index), tolerance, rounding=derivative_rounding(f, point, index)
    )


@exercise.property(
    "partial_derivative gains a hundredfold when the step shrinks tenfold",
    points=1,
    function="partial_derivative",
    draws=5,
    f=surfaces(min_n=2),
    point=points(),
    index=variables(),
)
def partial_derivative_is_of_second_order(f: Formula, point: Point, index: int) -> Judgement:
    """A one-sided difference gains only tenfold."""
    replies = yield [Call("partial_derivative", f, np.array(point), index, h) for h in order.STEPS]
    slope = f.partial(point, index)
    errors = [abs(expect(reply).number() - slope) for reply in replies]
    bounds = [order_bound(f, point, index, h=h) for h in order.STEPS]
    for reply, h, bound in zip(replies, order.STEPS, bounds, strict=True):
        reply.judged = Judged(slope, bound, rounding(f, point, index, h))
    order.expect_second_order(replies, errors, bounds, point)


@exercise.check("gradient finds (5, −1) at (1, −1)", points=0.5, function="gradient")
def gradient_of_the_statement() -> Judgement:
    """The statement's own numbers."""
    point = (1.0, -1.0)
    reply = yield Call("gradient", SURFACE, np.array(point))
    expect(reply).to_be_close_to(
        [5.0, -1.0], gradient_tolerance(SURFACE, point), rounding=gradient_rounding(SURFACE, point)
    )


@exercise.property(
    "gradient agrees with the exact gradient everywhere",
    points=2,
    function="gradient",
    draws=16,
    f=surfaces(),
    point=points(),
)
def gradient_is_exact(f: Formula, point: Point) -> Judgement:
    """Cross terms and any number of variables: a separable surface hides mistakes."""
    reply = yield Call("gradient", f, np.array(point))
    expect(reply).to_be_close_to(
        f.gradient(point), gradient_tolerance(f, point), rounding=gradient_rounding(f, point)
    )


@exercise.property(
    "gradient gains a hundredfold when the step shrinks tenfold",
    points=1,
    function="gradient",
    draws=5,
    f=surfaces(min_n=2),
    point=points(),
)
def gradient_is_of_second_order(f: Formula, point: Point) -> Judgement:
    """Judged by the entry that is furthest out of its bound."""
    replies = yield [Call("gradient", f, np.array(point), h) for h in order.STEPS]
    slopes = f.gradient(point)
    errors, bounds = [], []
    for reply, h in zip(replies, order.STEPS, strict=True):
        limit = np.array([order_bound(f, point, i, h=h) for i in range(f.n)])
        off = np.abs(expect(reply).array((f.n,)) - slopes)
        worst = int(np.argmax(off / limit))
        errors.append(float(off[worst]))
        bounds.append(float(limit[worst]))
        reply.judged = Judged(slopes, limit, np.array([rounding(f, point, i, h) for i in range(f.n)]))
    order.expect_second_order(replies, errors, bounds, point)
    if order.ignores_step(replies):
        yield Advice(order.FIXED_STEP)


@exercise.check(
    "gradient leaves the point as it was", points=0.5, function="gradient", after=["gradient_is_exact"]
)
def gradient_leaves_the_point_alone() -> Judgement:
    """A caller goes on using the point."""
    reply = yield Call("gradient", SURFACE, np.array([1.0, -1.0]))
    expect(reply).not_to_change(1, "point")
    reply = yield Call("partial_derivative", SURFACE, np.array([0.5, 2.0]), 1)
    expect(reply).not_to_change(1, "point")


@exercise.check(
    "gradient takes a plain list of whole numbers",
    points=0.5,
    function="gradient",
    after=["gradient_is_exact"],
    cases=[{"point": [1, -1]}, {"point": [2, 3]}],
)
def gradient_takes_a_plain_list(point: list[int]) -> Judgement:
    """``gradient(f, [1, -1])`` is how the exercise writes it."""
    reply = yield Call("gradient", SURFACE, point)
    expect(reply).to_be_close_to(
        SURFACE.gradient(point), gradient_tolerance(SURFACE, point), rounding=gradient_rounding(SURFACE, point)
    )


@exercise.check("analytical_gradient is (5, −1) at (1, −1)", points=0.5, function="analytical_gradient")
def analytical_gradient_of_the_statement() -> Judgement:
    """The statement's own numbers."""
    reply = yield Call("analytical_gradient", 1.0, -1.0)
    expect(reply).to_be_close_to([5.0, -1.0], _by_hand((1.0, -1.0)))


@exercise.property(
    "analytical_gradient is exact everywhere",
    points=1.5,
    function="analytical_gradient",
    draws=8,
    point=points(n=2),
)
def analytical_gradient_is_exact(point: Point) -> Judgement:
    """By the rules of calculus: rounding alone is allowed, no step."""
    reply = yield Call("analytical_gradient", *point)
    expect(reply).to_be_close_to(SURFACE.gradient(point), _by_hand(point))


def _by_hand(point: Point) -> list[float]:
    return [analytical_tolerance(SURFACE, point, i) for i in range(2)]


def _one_coordinate(rule: differences.Rule) -> Any:
    def reference(f: Any, point: Any, variable_index: int, h: float = 1e-7) -> Any:
        return rule(lambda t: f(*_moved(point, variable_index, t)), h)

    return reference


def _every_coordinate(rule: differences.Rule) -> Any:
    def reference(f: Any, point: Any, h: float = 1e-7) -> Any:
        return [rule(lambda t, i=i: f(*_moved(point, i, t)), h) for i in range(len(point))]

    return reference


def _moved(point: Any, i: int, t: float) -> list[float]:
    return [float(x) + t if k == i else float(x) for k, x in enumerate(point)]


differences.declare(exercise, "partial_derivative", _one_coordinate)
differences.declare(exercise, "gradient", _every_coordinate)
