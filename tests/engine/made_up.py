"""A made-up exercise, small enough to see through: double a number, double a list, say a word."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcgrade.checking import Call, Exercise, Judgement, expect
from calcgrade.checking.families import integers

FULL = 10.0


def exercise() -> Exercise:
    made = Exercise("1.1", "double", "doubles", "word")

    @made.property("doubles every number", points=4, function="double", draws=5, x=integers(0, 500))
    def doubles_every_number(x: int) -> Judgement:
        reply = yield Call("double", float(x))
        expect(reply).to_be_close_to(2.0 * x, 1e-9)

    @made.check("doubles a list", points=3, function="doubles")
    def doubles_a_list() -> Judgement:
        reply = yield Call("doubles", np.array([1.0, 2.0]))
        expect(reply).to_be_close_to([2.0, 4.0], 1e-9)

    @made.check("leaves the list alone", points=2, function="doubles", after=["doubles_a_list"])
    def leaves_the_list_alone() -> Judgement:
        reply = yield Call("doubles", np.array([1.0, 2.0]))
        expect(reply).not_to_change(0, "list")

    @made.check("says double", points=1, function="word")
    def says_double() -> Judgement:
        reply = yield Call("word")
        expect(reply).to_equal("double")

    @made.misconception("squares", "Squares", "This is the square.", function="double")
    def squares(x: float) -> float:
        return x * x

    return made


CASES: dict[str, list[dict[str, Any]]] = {"doubles_every_number": [{"x": x} for x in (0, 1, 2, 5, 20)]}

RIGHT = """
def double(x):
    return 2 * x

def doubles(values):
    return [2 * value for value in values]

def word():
    return "double"
"""
