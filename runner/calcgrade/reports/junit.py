"""Results as JUnit XML: a suite for each exercise, a case for each check.

The plain dialect is valid against the schema by which Jenkins' xUnit plugin accepts a file. That schema knows no
place in a file; the dialect `annotations` says it all the same, for readers that mark the learner's line.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Literal

from junit_xml import TestCase, TestSuite

from calcgrade.reports.lines import points
from calcgrade.reports.told import head_and_tail, headline, on_one_line, told
from calcgrade.results.status import counted

if TYPE_CHECKING:
    from calcgrade.results.model import CheckResult, ExerciseResult, Result

Dialect = Literal["jenkins", "annotations"]

NAME = 200
"""Characters of a name or a headline."""

MESSAGE = 4000
OUTPUT = 16_384
"""Characters of learner output in a suite; the result itself keeps more."""


def render(result: Result, *, dialect: Dialect = "jenkins") -> bytes:
    """Return the file; a case fails in it if and only if the submission has not passed.

    A check of an extension that did not pass counts as skipped, since it fails no submission; unless nothing but
    extensions was graded.
    """
    total = f"{points(result.score)} of {points(result.max_score)} points"
    root = ET.Element("testsuites", name=f"{on_one_line(result.submission.id, NAME)}: {total}")
    held = {exercise.id for exercise in counted(result.exercises)}
    for exercise in result.exercises:
        suite = _suite(result, exercise, held=exercise.id in held, places=dialect == "annotations")
        root.append(_valid(suite.build_xml_doc(), exercise.duration_s))
    if not result.exercises:
        nothing = TestSuite("exercises", [_silent("No exercise was graded.", "error")])
        root.append(_valid(nothing.build_xml_doc(), 0.0))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in root)))
    root.set("time", _seconds(result.duration_s))
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _suite(result: Result, exercise: ExerciseResult, *, held: bool, places: bool) -> TestSuite:
    cases = [_case(result, exercise, check, held=held, places=places) for check in exercise.checks]
    if held and exercise.status != "passed" and not any(map(_is_red, cases)):
        cases.append(_silent("No check of this exercise failed, and it has not passed.", exercise.status))
    return TestSuite(
        on_one_line(f"{exercise.id} {exercise.title}", NAME),
        cases,
        properties={
            "score": points(exercise.score),
            "max_score": points(exercise.max_score),
            "bonus": str(exercise.bonus).lower(),
            "isolation": result.isolation,
        },
        stdout=head_and_tail(exercise.output, OUTPUT) or None,
    )


def _is_red(case: TestCase) -> bool:
    return case.is_failure() or case.is_error()


def _silent(message: str, kind: str) -> TestCase:
    """Return a case for what has not passed although no check says so."""
    case = TestCase("can be judged")
    case.add_error_info(message, error_type=kind)
    return case


def _case(
    result: Result, exercise: ExerciseResult, check: CheckResult, *, held: bool, places: bool
) -> TestCase:
    case = TestCase(on_one_line(check.title, NAME), _class_name(result, exercise), check.duration_s)
    if places and check.location is not None:
        case.file, case.line = on_one_line(check.location.file, NAME), check.location.line
    said = {"message": headline(check, NAME), "output": told(check, MESSAGE)}
    if check.status == "passed":
        return case
    if check.status == "skipped" or not held:
        case.add_skipped_info(**said)
    elif check.status in ("failed", "not_started"):
        case.add_failure_info(**said, failure_type=_kind(check))
    else:
        case.add_error_info(**said, error_type=_kind(check))
    return case


def _kind(check: CheckResult) -> str:
    return on_one_line(check.misconception.id, NAME) if check.misconception else check.status


def _class_name(result: Result, exercise: ExerciseResult) -> str:
    """Name the exercise as Java would a class in a package, since readers part this at its last dot."""
    return on_one_line(f"{result.course.id}.{exercise.id.replace('.', '_')}", NAME)


def _valid(suite: ET.Element, duration: float) -> ET.Element:
    """Take out what the schema does not know, and write durations as it reads them."""
    del suite.attrib["disabled"]
    suite.set("time", _seconds(duration))
    for case in suite.iter("testcase"):
        case.set("time", _seconds(float(case.get("time", 0))))
    return suite


def _seconds(duration: float) -> str:
    return f"{duration:.3f}"
