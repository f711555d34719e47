"""Where on GitHub a check is marked: in the learner's own files, whatever their code claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from sample_results import check, exercise

from calcgrade.course import load, locate
from calcgrade.intake import submission
from calcgrade.reports.github.places import Place, Places
from calcgrade.results.model import Location

if TYPE_CHECKING:
    from pathlib import Path

COURSE = load.load(locate.locate(None))
SOURCE = """\
import numpy as np


def partial_derivative(f, point):
    return 0


def gradient(f, point):
    return f
"""
OF_GRADIENT = msgspec.structs.replace(check("failed"), id="gradient_is_exact")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "ex_2_1_gradient.py").write_text(SOURCE)
    (tmp_path / "beside.py").write_text("x = 1\n")
    return Places(submission.read(tmp_path, COURSE), COURSE, "work")


def test_a_wrong_answer_is_marked_at_the_function_that_gave_it(places: Places) -> None:
    assert places.of(exercise("2.1", OF_GRADIENT), OF_GRADIENT) == Place("work/ex_2_1_gradient.py", 8)


@pytest.mark.parametrize(
    ("file", "line", "expected"),
    [
        ("ex_2_1_gradient.py", 5, Place("work/ex_2_1_gradient.py", 5)),
        ("beside.py", 1, Place("work/beside.py", 1)),
        ("beside.py", 99, Place("work/ex_2_1_gradient.py", 8)),
        ("ex_2_1_gradient.py", 0, Place("work/ex_2_1_gradient.py", 8)),
        ("../../README.md", 1, Place("work/ex_2_1_gradient.py", 8)),
        ("/etc/passwd", 1, Place("work/ex_2_1_gradient.py", 8)),
        ("cell 3", 1, Place("work/ex_2_1_gradient.py", 8)),
    ],
)
def test_a_line_is_believed_only_if_it_is_one_of_a_file_that_was_handed_in(
    places: Places, file: str, line: int, expected: Place
) -> None:
    claimed = msgspec.structs.replace(OF_GRADIENT, status="error", location=Location(file=file, line=line))
    assert places.of(exercise("2.1", claimed), claimed) == expected


def test_what_has_no_file_and_what_is_no_learners_fault_is_marked_nowhere(places: Places) -> None:
    assert places.of(exercise("3.2", OF_GRADIENT), OF_GRADIENT) is None
    fault = check("checker_fault")
    assert places.of(exercise("2.1", fault), fault) is None


def test_an_unknown_check_is_marked_at_its_file(places: Places) -> None:
    assert places.of(exercise("2.1", check("failed")), check("failed")) == Place("work/ex_2_1_gradient.py", 0)


def test_a_notebook_is_marked_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "ex_2_1_gradient.ipynb").write_text('{"nbformat": 4, "metadata": {}, "cells": []}')
    found = Places(submission.read(tmp_path, COURSE), COURSE).of(exercise("2.1", OF_GRADIENT), OF_GRADIENT)
    assert found == Place("ex_2_1_gradient.ipynb", 0)
