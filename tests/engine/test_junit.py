"""JUnit XML: valid by Jenkins' schema, read by others, and red exactly where the submission has not passed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import hostile_result
import pytest
import xmlschema
from generated_results import results
from hypothesis import given, settings
from junitparser import Error, Failure, JUnitXml, Skipped
from sample_results import check, exercise, result, wrong

from calcgrade.reports import junit
from calcgrade.results.model import Location, Result

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("junit-10.xsd"))


def is_valid(document: bytes | str) -> bool:
    return SCHEMA.is_valid(ET.fromstring(document))


def suites(graded: Result) -> dict[str, list[tuple[str, list[type]]]]:
    """What junitparser finds: of each suite its cases, and what became of them."""
    return {
        str(suite.name): [(str(case.name), [type(found) for found in case.result]) for case in suite]
        for suite in cast("Iterable[Any]", JUnitXml.fromstring(junit.render(graded)))
    }


@pytest.mark.parametrize(
    "document",
    [
        "<testsuites disabled='0'/>",
        "<testsuite name='a' tests='1' failures='0'/>",
        "<testsuite name='a' tests='1' failures='0' errors='0' disabled='0'/>",
        "<testsuite name='a' tests='1' failures='0' errors='0' time='1e-07'/>",
        "<testsuite name='a' tests='1' failures='0' errors='0' time='nan'/>",
        "<testsuite name='a' tests='1' failures='0' errors='0'><testcase name='b' file='c.py' line='3'/></testsuite>",
        "<testsuite name='a' tests='1' failures='0' errors='0'><testcase classname='b'/></testsuite>",
        "<testsuite name='a' tests='1' failures='0' errors='0'><testcase name='b'><passed/></testcase></testsuite>",
        "<testsuites><properties/></testsuites>",
    ],
)
def test_the_schema_refuses_what_jenkins_refuses(document: str) -> None:
    assert not is_valid(document)


@settings(max_examples=40, deadline=None)
@given(graded=results())
def test_every_result_is_valid_and_fails_exactly_where_the_submission_did(graded: Result) -> None:
    document = junit.render(graded)
    assert is_valid(document)
    root = ET.fromstring(document)
    failing = len(root.findall(".//failure")) + len(root.findall(".//error"))
    assert (failing == 0) == (graded.status == "passed")
    assert int(root.get("failures", 0)) + int(root.get("errors", 0)) == failing
    assert int(root.get("tests", 0)) == len(root.findall(".//testcase"))


def test_a_reader_finds_every_exercise_check_and_verdict() -> None:
    graded = result(
        exercise("1.1", check(), check("skipped"), check("failed"), check("timed_out")),
        exercise("2.1", check("not_started")),
        exercise("2.2", check("checker_fault")),
    )
    name = "agrees with the analytical gradient everywhere"
    assert suites(graded) == {
        "1.1 A gradient": [(name, []), (name, [Skipped]), (name, [Failure]), (name, [Error])],
        "2.1 A gradient": [(name, [Failure])],
        "2.2 A gradient": [(name, [Error])],
    }


def test_a_failed_extension_is_red_only_if_nothing_else_was_graded() -> None:
    extension = exercise("E1", check("failed"), bonus=True)
    assert [found for _, found in suites(result(exercise("1.1", check()), extension))["E1 A gradient"]] == [
        [Skipped]
    ]
    assert [found for _, found in suites(result(extension))["E1 A gradient"]] == [[Failure]]


def test_a_failure_has_its_message_and_the_mistake_as_its_type() -> None:
    root = ET.fromstring(junit.render(result(exercise("2.1", wrong()))))
    failure = root.find(".//failure")
    assert failure is not None
    assert (
        failure.get("message") == "gradient(f, [1, -1]) for f(x, y) = 3x² + xy + y² is off in both entries."
    )
    assert failure.get("type") == "sign"
    assert failure.text is not None
    assert "    you returned   [-5, 1]\n" in failure.text


def test_a_failure_without_a_message_is_still_a_failure() -> None:
    root = ET.fromstring(junit.render(result(exercise("2.1", check("failed")))))
    assert [found.get("message") for found in root.iter("failure")] == ["This is not right yet."]


def test_the_lines_of_the_learner_are_named_in_the_dialect_for_annotations_alone() -> None:
    graded = result(exercise("2.1", check("error", location=Location(file="ex_2_1_gradient.py", line=14))))
    marked = junit.render(graded, dialect="annotations")
    (case,) = ET.fromstring(marked).iter("testcase")
    assert (case.get("file"), case.get("line")) == ("ex_2_1_gradient.py", "14")
    assert not is_valid(marked)
    assert is_valid(junit.render(graded))


def test_scores_stand_in_the_file() -> None:
    root = ET.fromstring(junit.render(result(exercise("1.1", check(points=2.5), check("failed")))))
    assert root.get("name") == "alice: 2.5 of 7.5 points"
    values = {found.get("name"): found.get("value") for found in root.iter("property")}
    assert (values["score"], values["max_score"]) == ("2.5", "7.5")


def test_hostile_text_is_text() -> None:
    document = junit.render(hostile_result.result(), dialect="annotations")
    root = ET.fromstring(document)
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "system-out",
    }  # fmt: skip
    assert hostile_result.SCRIPT in "".join(root.itertext())
    assert not set("\x1b\x00\x07\u202e\u2028") & set(document.decode())
