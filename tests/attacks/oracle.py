"""What must hold whatever a submission tries; everything that does not is a complaint."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import jsonschema
import written
from attack import ROOT, course

from calcgrade.errors import InputError
from calcgrade.results import model

if TYPE_CHECKING:
    from attack import Attack
    from trial import Told

MOST_MEMORY = 400 * 2**20
"""The grader itself needs about 120 MB."""

MOST_REPORT = 4 * 2**20
"""A page with a picture of 2 MiB."""

GRADED = (0, 1)


def complaints(attack: Attack, told: Told, sandbox: str) -> list[str]:
    """Return what went wrong; nothing where the attack was held.

    Parameters
    ----------
    attack
        What was handed in.
    told
        What came of it.
    sandbox
        The kind that was asked for; a result names the one it was got in.
    """
    exercises = sorted((attack.exercise, *attack.beside))
    found = [
        *of_the_run(told),
        *of_the_canaries(told),
        *of_the_result(told, exercises, sandbox),
        *of_the_reports(told),
    ]
    if not of_the_result(told, exercises, sandbox):
        found += of_the_scores(attack, told)
        result = model.decode(told.files["result.json"])
        found += written.complaints(told.files, result.score, result.max_score)
    if told.alongside is not None:
        found += [f"alongside: {problem}" for problem in of_the_honest(told.alongside)]
    return found


def of_the_run(told: Told) -> list[str]:
    """The grader ended in time, with a grade, without a traceback, and nothing of the submission is left."""
    found = [f"left behind: {item}" for item in told.left]
    if told.seen["stopped"]:
        found.append(f"the grader had to be stopped: {told.seen['stopped']}")
    if told.seen["exit"] not in GRADED:
        found.append(f"exit code {told.seen['exit']}: {told.seen['stderr'][-500:]}")
    if told.seen["peak"] > MOST_MEMORY:
        found.append(f"the grader took {told.seen['peak'] >> 20} MiB")
    if told.seen["stderr"]:
        found.append(f"words on stderr: {told.seen['stderr'][-500:]}")
    return found


def of_the_canaries(told: Told) -> list[str]:
    """No canary was touched, and neither secret nor flag stands in anything that came out."""
    found = [f"touched: {name}" for name in told.seen["touched"]]
    written = (
        b"".join(told.files.values()).decode("utf-8", "replace") + told.seen["stdout"] + told.seen["stderr"]
    )
    if told.seen["secret"] in written:
        found.append("the secret came out")
    if told.seen["flag"] in written:
        found.append(f"the attack says that it got through: {_around(written, told.seen['flag'])}")
    return found


def of_the_result(told: Told, exercises: list[str], sandbox: str) -> list[str]:
    """The result is there, keeps to the schema, and lists every check of every exercise with its points."""
    data = told.files.get("result.json")
    if data is None:
        return ["there is no result"]
    try:
        result = model.decode(data)
        jsonschema.validate(json.loads(data), _schema())
    except (InputError, jsonschema.ValidationError) as error:
        return [f"the result is not valid: {str(error)[:300]}"]
    found: list[str] = []
    isolation = "docker" if sandbox == "podman" else sandbox
    if result.isolation != isolation:
        found.append(f"graded in {result.isolation}, not in {isolation}")
    if [exercise.id for exercise in result.exercises] != exercises:
        found.append(f"the exercises are {[exercise.id for exercise in result.exercises]}")
        return found
    for exercise in result.exercises:
        wanted = {check.id: float(check.points) for check in course().checker(exercise.id).checks.values()}
        if {check.id: check.max_score for check in exercise.checks} != wanted:
            found.append(f"the checks of {exercise.id} are not all there")
        if exercise.status == "checker_fault":
            found.append(f"a check of {exercise.id} broke")
    most = sum(course().entry(id_).points for id_ in exercises)
    if result.max_score != most:
        found.append(f"the maximum is {result.max_score}, not {most}")
    return found


def of_the_scores(attack: Attack, told: Told) -> list[str]:
    """The attack earns what it deserves, and the honest exercises beside it full marks."""
    result = model.decode(told.files["result.json"])
    found: list[str] = []
    for exercise in result.exercises:
        if exercise.id != attack.exercise and exercise.status != "passed":
            found.append(f"{exercise.id}, which is right, got {exercise.score} ({_said(exercise)})")
        if exercise.id == attack.exercise and exercise.score > attack.earns:
            found.append(f"{exercise.id} got {exercise.score}, and deserves {attack.earns}")
        if (
            exercise.id == attack.exercise
            and exercise.status == "passed"
            and attack.earns < exercise.max_score
        ):
            found.append(f"{exercise.id} passed")
    return found


def of_the_honest(told: Told) -> list[str]:
    """Another submission got full marks."""
    result = told.result
    if result is None or result["status"] != "passed":
        return [
            f"an honest submission did not pass: exit code {told.seen['exit']}, {told.seen['stderr'][-300:]} {result}"
        ]
    return of_the_run(told)


def of_the_reports(told: Told) -> list[str]:
    """Nothing in the reports is obeyed by a terminal, a CI's log or a browser, or looks like another verdict."""
    found: list[str] = []
    stdout = told.seen["stdout"]
    obeyed = re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", stdout)
    if obeyed:
        found.append(f"a terminal would obey {_around(stdout, obeyed.group())}")
    command = re.search(r"^\s*::|##\[|##vso", stdout, re.MULTILINE)
    if command:
        found.append(f"a CI would obey {_around(stdout, command.group())}")
    if len(re.findall(r"^Score ", stdout, re.MULTILINE)) != 1:
        found.append("there is not exactly one line with the score")
    page = told.files.get("report.html", b"").decode("utf-8", "replace")
    found += [f"the page holds {thing}" for thing in active_parts(page)]
    for name, data in {**told.files, "stdout": stdout.encode()}.items():
        if len(data) > MOST_REPORT:
            found.append(f"{name} has {len(data)} bytes")
    return found


def active_parts(page: str) -> list[str]:
    """List what a browser would run or fetch."""
    reader = _Page()
    reader.feed(page)
    for own in reader.OWN:
        if own in reader.found:
            reader.found.remove(own)
    return reader.found


class _Page(HTMLParser):
    """Collects elements and attributes that are no mere text and pictures."""

    OWN = ("http-equiv='Content-Security-Policy'", "<link>", "href='data:,'")
    """What calcgrade itself puts at the head of every page."""

    FORBIDDEN = frozenset(
        {"script", "iframe", "object", "embed", "base", "form", "link", "template", "input"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.FORBIDDEN:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            fetches = name in ("src", "href", "xlink:href", "action", "srcset", "data", "poster")
            if fetches and not str(value).startswith(("data:image/png;base64,", "#")):
                self.found.append(f"{name}={value!r}")
            if name.startswith("on") or name in ("srcdoc", "http-equiv"):
                self.found.append(f"{name}={value!r}")


def _said(exercise: model.ExerciseResult) -> str:
    return "; ".join(
        f"{check.id} {check.status}: {check.message[:200]}"
        for check in exercise.checks
        if check.status != "passed"
    )


def _around(text: str, part: str) -> str:
    at = text.find(part)
    return repr(text[max(0, at - 60) : at + 100])


@cache
def _schema() -> Any:
    from calcgrade.results.schema import schema

    return schema()


assert ROOT.is_dir()
