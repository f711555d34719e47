"""The page and the tables of a cohort."""

from __future__ import annotations

import base64
import csv
import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from cohorts_made_up import IDS, graded, ledger, summary
from graded import course
from hostile_text import ACTIVE
from hypothesis import given
from hypothesis import strategies as st

from calcgrade.batch import tables
from calcgrade.batch.cohort import roster
from calcgrade.batch.cohort.learners import Learner
from calcgrade.batch.outputs import gradebook, page, platforms
from calcgrade.batch.outputs.store import file_name
from calcgrade.batch.statistics import Statistics
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.batch.ledger import Ledger

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (77),Calculus (78),Final Score\n"
    "    Points Possible,,,,,10,90,(read only)\n"
    '"Doe, Jane",1000,s0,learner0,A,9,,50\n'
    "=Roe,1001,s1,someone,B,,4,60\n"
    '"Poe, Ann",9999,s9,ann,B,8,3,70\n'
)


def rendered(cohort: Ledger) -> str:
    return b"".join(page.render(cohort, course())).decode()


def write(folder: Path, text: str, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def filled(
    path: Path, cohort: Ledger, assignment: str | None = None, who: roster.Roster | None = None
) -> str:
    export = platforms.export(tables.read(path), assignment)
    return b"".join(export.filled(platforms.scores_by(cohort.standings(), who))).decode()


def test_misconceptions_are_counted_by_name() -> None:
    counted = Statistics(graded(*[5] * 120, mistakes=31).standings())
    [mistake] = counted.mistakes
    assert (mistake.title, mistake.learners) == ("Forward difference", 31)
    text = re.sub(r"<[^>]+>", "", rendered(graded(*[5] * 120, mistakes=31)))
    assert re.search(r"31 of 120\s*Forward difference", text)


def test_scores_are_spread_over_ten_bins_the_best_in_the_last() -> None:
    counted = Statistics(graded(0, 0.5, 5, 9.5, 10, 10).standings())
    assert counted.bins == [2, 0, 0, 0, 0, 1, 0, 0, 0, 3]
    assert counted.passed == 2
    assert round(counted.mean, 2) == round((0.5 + 5 + 9.5 + 20) / 60 * 100, 2)


def test_the_pass_rate_of_a_check_counts_those_who_had_begun() -> None:
    counted = Statistics(graded(10, 5, 5).standings())
    first, second, *_ = counted.exercises[0].checks
    assert (first.passed, first.judged) == (1, 3)
    assert (second.passed, second.judged) == (3, 3)


def test_the_slowest_are_listed_slowest_first() -> None:
    slowest = Statistics(graded(*[5] * 30).standings()).slowest
    assert [item.seconds for item in slowest] == list(range(29, 19, -1))


def test_the_page_allows_its_own_script_and_style_and_nothing_else() -> None:
    text = rendered(graded(5))
    [rule] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    for kind in ("script", "style"):
        [content] = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src &#39;sha256-{digest}&#39;" in rule
    assert "default-src &#39;none&#39;" in rule
    assert "unsafe" not in rule


def test_nothing_that_a_learner_or_a_folder_is_called_is_obeyed() -> None:
    told = [text.encode("utf-8", "replace").decode() for text in [*ACTIVE, "".join(ACTIVE)]]
    cohort = ledger([Learner(id=text, name=text, key=text, entries=("x",), notes=(text,)) for text in told])
    plain = ledger([Learner(id="x", name="x", key="x", entries=("x",), notes=("x",)) for _ in told])
    for number, text in enumerate(told, start=1):
        cohort.not_graded(number, "unreadable", text)
        plain.not_graded(number, "unreadable", "x")
    tags = [re.findall(r"<[^>]*>", rendered(some)) for some in (cohort, plain)]
    assert tags[0] == tags[1]
    shown = b"".join(gradebook.gradebook(cohort.standings(), IDS)).decode()
    rows = list(csv.reader(shown.splitlines(keepends=True)))
    assert len(rows) == len(told) + 1
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


@given(st.text(min_size=1))
def test_a_file_s_name_is_harmless_on_every_system_and_nobody_else_s(learner: str) -> None:
    name = file_name(learner.encode("utf-8", "replace").decode())
    assert re.fullmatch(r"[a-z0-9_][a-z0-9_.-]*", name)
    assert not name.endswith(".")
    assert len(name) <= 80


def test_names_that_a_file_system_takes_for_one_get_files_of_their_own() -> None:
    learners = ["Ada", "ada", "ADA", "a/da", "a-da", "..", "con", "nul.txt", "ä", "a\u0308"]
    assert len({file_name(learner) for learner in learners}) == len(learners)


def test_a_canvas_export_gets_the_scores_and_keeps_everything_else(tmp_path: Path) -> None:
    text = filled(write(tmp_path, CANVAS), graded(5, 10), "Calculus")
    assert text == CANVAS.replace("A,9,,50", "A,9,45,50").replace("B,,4,60", "B,,90,60")


def test_learners_of_an_export_are_found_through_the_roster_too(tmp_path: Path) -> None:
    who = roster.read(write(tmp_path, "id,sis user id\nlearner0,s9\n", "roster.csv"))
    text = filled(write(tmp_path, CANVAS), graded(5), "Calculus (78)", who)
    assert '"Poe, Ann",9999,s9,ann,B,8,45,70' in text


def test_a_moodle_worksheet_is_filled_whatever_its_language(tmp_path: Path) -> None:
    sheet = "ID;Vollständiger Name;Bewertung\nTeilnehmer/in 1000;Jane;\nTeilnehmer/in 77;Joe;-\n"
    text = filled(write(tmp_path, sheet), graded(5), "Bewertung")
    assert text == sheet.replace("Jane;", "Jane;45")


def test_moodle_s_import_names_nobody_who_is_not_on_the_roster(tmp_path: Path) -> None:
    who = roster.read(write(tmp_path, "id\nlearner0\nlearner1\n", "roster.csv"))
    cohort = ledger(
        [
            Learner(id="learner0", entries=("x",)),
            Learner(id="learner1"),
            Learner(id="stranger", entries=("y",), is_known=False),
        ]
    )
    cohort.graded(1, summary(5))
    cohort.graded(3, summary(5))
    lines = b"".join(platforms.moodle_import(cohort.standings(), who, "Calculus")).decode()
    assert lines == "username,Calculus\nlearner0,45\n"


@pytest.mark.parametrize(
    ("text", "assignment", "problem"),
    [
        (CANVAS, None, "there are several columns that could be filled"),
        (CANVAS, "Week 9", "there is no column “Week 9”"),
        ("Identifier,Name\nParticipant 1,Jane\n", None, "there is no column to fill"),
        ("a,b\n1,2\n", None, "is neither an export of Canvas's gradebook nor a worksheet"),
    ],
)
def test_an_export_that_cannot_be_filled_is_told_in_a_sentence(
    tmp_path: Path, text: str, assignment: str | None, problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        platforms.export(tables.read(write(tmp_path, text)), assignment)
