"""This course's hints, questions and pictures: whole, in its own words, and giving nothing away."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from calcgrade.companion import material
from calcgrade.companion.pictures.words import drawable
from calcgrade.companion.quiz import questions
from calcgrade.companion.quiz.asked import ready
from calcgrade.course.load import load
from calcgrade.dev import companion, ladder

ROOT = Path(__file__).parents[2]
COURSE = load(ROOT)
SECTIONS = ("1", "2", "3", "4")


def test_neither_the_questions_nor_what_stands_around_the_exercises_has_a_problem() -> None:
    assert list(companion.problems(COURSE)) == []


@pytest.mark.parametrize("id_", COURSE.ids)
def test_every_exercise_has_a_ladder_that_gives_no_code_away(id_: str) -> None:
    assert list(ladder.problems(COURSE.entry(id_), COURSE)) == []


def test_a_line_of_a_solution_in_a_hint_would_be_found() -> None:
    for id_ in COURSE.ids:
        source = (ROOT / "solutions" / COURSE.entry(id_).file).read_text("utf-8")
        lines = list(ladder.code_lines(source))
        assert lines, id_
        assert all(ladder.given_away(f"Try this: {line} and see.", lines) for line in lines)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_asks_in_every_way_and_at_least_six_questions(section: str) -> None:
    asked = [ready(q) for q in questions.read(ROOT, COURSE.manifest) if q.section == section]
    assert len(asked) >= 6
    assert {item.kind for item in asked} == {"choice", "prediction", "number", "explanation"}


def test_the_right_answer_is_not_always_the_same_letter() -> None:
    asked = [ready(q) for q in questions.read(ROOT, COURSE.manifest)]
    letters = Counter("ABCD"[item.right] for item in asked if item.options)
    assert max(letters.values()) <= sum(letters.values()) * 0.6


def test_every_exercise_has_a_picture_and_rests_on_what_comes_before() -> None:
    content = material.read(ROOT, COURSE.manifest)
    for id_ in COURSE.ids:
        around = content.around(id_)
        assert drawable(around.picture) is None, around.picture
        assert around.after or id_ == "1.1"


def test_the_commonest_mistakes_have_a_hint_of_their_own() -> None:
    about = material.read(ROOT, COURSE.manifest).about
    for id_ in COURSE.ids:
        known = {mistake.id for mistake in COURSE.checker(id_).misconceptions}
        assert len(known & about.keys()) >= 2, id_
