"""A result has one form, knows no invalid state, and its schema is generated from it."""

from __future__ import annotations

import json
import math
from typing import Any

import jsonschema
import msgspec
import pytest
from sample_results import check, exercise, result, wrong

from calcgrade.errors import InputError
from calcgrade.results.model import CheckStatus, decode, encode
from calcgrade.results.schema import schema
from calcgrade.results.status import exercise_status, in_halves, result_status, totals


def as_json() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(
        encode(result(exercise("1.1", check()), exercise("2.1", check(), wrong())))
    )
    return stored


def is_valid(stored: dict[str, Any]) -> bool:
    try:
        jsonschema.validate(stored, schema(), jsonschema.Draft202012Validator)
    except jsonschema.ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("checks", "status"),
    [
        (["passed", "passed"], "passed"),
        (["not_started", "not_started"], "not_started"),
        (["not_started", "passed"], "failed"),
        (["passed", "skipped"], "failed"),
        (["failed", "error"], "error"),
        (["failed", "error", "timed_out"], "timed_out"),
        (["failed", "error", "timed_out", "checker_fault"], "checker_fault"),
        (["not_started", "checker_fault"], "checker_fault"),
        ([], "checker_fault"),
    ],
)
def test_an_exercise_has_the_first_status_that_applies(checks: list[CheckStatus], status: str) -> None:
    assert exercise_status(checks) == status


def test_a_submission_passes_only_when_every_core_exercise_does() -> None:
    assert result_status([exercise("1.1", check()), exercise("2.1", check())]) == "passed"
    assert result_status([exercise("1.1", check()), exercise("2.1", check("timed_out"))]) == "failed"
    assert (
        result_status([exercise("1.1", check("failed")), exercise("2.1", check("checker_fault"))]) == "error"
    )


def test_a_failed_extension_changes_nothing_unless_it_was_all_that_was_graded() -> None:
    core, extension = exercise("1.1", check()), exercise("E1", check("failed"), bonus=True)
    assert result_status([core, extension]) == "passed"
    assert result_status([extension]) == "failed"


def test_no_exercise_at_all_is_never_a_pass() -> None:
    assert result_status([]) == "error"


def test_extensions_are_counted_apart() -> None:
    extension = exercise("E1", check(points=2.5), bonus=True)
    assert totals([exercise("1.1", check(), check("failed")), extension]) == (5.0, 10.0, 2.5)


@pytest.mark.parametrize(
    ("points", "halves"),
    [(9.9, 9.5), (10.0, 10.0), (4.999999999, 5.0), (0.4, 0.0), (-3.0, 0.0), (math.nan, 0.0), (math.inf, 0.0)],
)
def test_points_are_rounded_down_to_halves_and_never_nan(points: float, halves: float) -> None:
    assert in_halves(points) == halves


@pytest.mark.parametrize("score", [math.nan, -1.0, math.inf, 5.5])
def test_a_check_cannot_score_outside_its_points(score: float) -> None:
    with pytest.raises(ValueError, match="a score of"):
        msgspec.structs.replace(check(points=5.0), score=score)


def test_an_exercise_cannot_score_other_than_its_checks() -> None:
    with pytest.raises(ValueError, match="add up to"):
        msgspec.structs.replace(exercise("1.1", check(), check("failed")), score=10.0)


def test_a_result_survives_the_round_trip_byte_for_byte() -> None:
    data = encode(result(exercise("2.1", check(), wrong())))
    assert encode(decode(data)) == data


def test_the_keys_stand_in_the_order_of_the_schema() -> None:
    stored = as_json()
    assert list(stored) == [
        "schema", "calcgrade", "course", "submission", "isolation", "seed", "environment", "status",
        "score", "max_score", "bonus_score", "duration_s", "exercises",
    ]  # fmt: skip
    assert list(stored["exercises"][0]) == [
        "id", "title", "status", "score", "max_score", "bonus", "duration_s", "output", "output_truncated",
        "checks", "advice", "figures",
    ]  # fmt: skip
    assert list(stored["exercises"][0]["checks"][0]) == [
        "id", "title", "status", "score", "max_score", "duration_s", "message", "misconception",
        "counterexample", "location", "order",
    ]  # fmt: skip


def test_a_result_is_valid_against_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert is_valid(as_json())
    assert schema()["$id"] == "calcgrade/result/v1"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("status",), "ok"),
        (("score",), -1),
        (("score",), "10"),
        (("grade",), "A"),
        (("schema",), "calcgrade/result/v2"),
        (("exercises", 1, "checks", 1, "misconception"), "sign"),
        (("exercises", 1, "checks", 1, "location", "column"), 3),
    ],
)
def test_schema_and_decoder_refuse_the_same_results(path: tuple[str | int, ...], value: object) -> None:
    stored = as_json()
    part: Any = stored
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    assert not is_valid(stored)
    with pytest.raises(InputError, match=r"alice\.json: is no calcgrade/result/v1"):
        decode(json.dumps(stored).encode(), "alice.json")


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b'{"score": NaN}', b"\xff"])
def test_what_is_no_result_is_an_input_error(data: bytes) -> None:
    with pytest.raises(InputError):
        decode(data)


def test_a_result_that_is_printed_acts_on_no_terminal_and_no_log_and_reads_back_the_same() -> None:
    hostile = "::error::x\n##[error]x ##vso[task.setvariable]x \x1b[2J \x9b2J \u202e \u2028 \U000e0041 ❤️ ∂f"
    graded = result(exercise("2.1", check("failed", message=hostile), output=hostile))
    printed = encode(graded)
    assert decode(printed) == graded
    text = printed.decode("utf-8")
    assert all(character.isprintable() or character == "\n" for character in text.replace("\ufe0f", ""))
    assert "##" not in text
    assert not any(line.strip().startswith("::") for line in text.splitlines())
    assert "❤️ ∂f" in text


def test_a_stored_result_with_bytes_that_are_no_text_is_an_input_error() -> None:
    stored = encode(result(exercise("2.1", wrong()))).replace(b"gradient", b"gr\x9adient")
    with pytest.raises(InputError, match=r"alice\.json: is no calcgrade/result/v1"):
        decode(stored, "alice.json")
