"""This course's hints, questions and pictures: whole, in its own words, and giving nothing away."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from pathlib import Path

import click
import pytest

from calcgrade.cli.main import cli
from calcgrade.companion import material
from calcgrade.companion.pictures.request import TOPICS
from calcgrade.companion.pictures.words import drawable
from calcgrade.companion.preferences.model import ALLOWED, Preferences
from calcgrade.companion.quiz import questions
from calcgrade.companion.quiz.asked import ready
from calcgrade.course.load import load
from calcgrade.dev import companion, ladder

ROOT = Path(__file__).parents[2]
COURSE = load(ROOT)
SECTIONS = ("1", "2", "3", "4")
LEARNERS = ("getting-started.md", "stuck.md", "coverage.md")


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


@pytest.mark.parametrize("id_", COURSE.ids)
def test_every_exercise_has_a_page_that_shows_its_picture_and_the_command_that_drew_it(id_: str) -> None:
    around = material.read(ROOT, COURSE.manifest).around(id_)
    page = ROOT / around.page
    text = page.read_text("utf-8")
    [picture] = re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)
    assert (page.parent / picture).read_bytes().startswith(b"\x89PNG")
    assert f"\n```\ncalcgrade show {around.picture}\n```\n" in text


def commands(text: str) -> list[list[str]]:
    """Return the words of every whole call of calcgrade in a page."""
    shown = re.findall(r"`calcgrade ([^`…]+)`", text) + re.findall(
        r"^calcgrade ([^\n#]+)", text, re.MULTILINE
    )
    return [shlex.split(words) for words in shown]


PAGES = [*sorted(ROOT.glob("docs/ideas/*.md")), *(ROOT / "docs" / name for name in LEARNERS)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_that_a_learners_page_shows_is_one(page: Path) -> None:
    found = commands(page.read_text("utf-8"))
    assert found
    for words in found:
        if words[0] == "show":
            assert drawable(shlex.join(words[1:])) is None, words
        ids = [word for word in words[1:] if words[0] in ("hint", "check") and not word.startswith("-")]
        assert all(COURSE.find(word) for word in ids if word != "ID"), words
        with click.Context(cli) as context:
            command = cli.get_command(context, words[0])
            assert command is not None, words
            command.make_context(words[0], list(words[1:]))


def test_the_coverage_table_names_every_topic_and_every_learners_command() -> None:
    text = (ROOT / "docs" / "coverage.md").read_text("utf-8")
    shown = commands(text)
    assert {words[1] for words in shown if words[0] == "show"} == set(TOPICS)
    assert {"list", "check", "hint", "quiz", "show", "progress", "doctor"} <= {words[0] for words in shown}
    assert {"1", "2", "3", "4"} <= {words[1] for words in shown if words[0] == "quiz" and len(words) > 1}


def test_the_table_of_preferences_holds_every_word_and_marks_the_defaults() -> None:
    text = (ROOT / "docs" / "getting-started.md").read_text("utf-8")
    for below in ALLOWED.values():
        for key, words in below.items():
            default = getattr(Preferences(), key)
            listed = ", ".join(f"**{word}**" if word == default else word for word in words)
            assert f"`{key}` | {listed} |" in text
