"""The survey of all tolerances: right answers fit, wrong ones never pass, and it would notice if they did."""

from __future__ import annotations

import math

import pytest
from benchmarks.tolerances import survey as surveying
from benchmarks.tolerances import table
from benchmarks.tolerances.ledger import Ledger

from calcgrade.checking.tolerances import slopes, steps


def show(ledger: Ledger) -> None:
    print(*(f"{' / '.join(key)}: {ratio:.3g}" for key, ratio in ledger.worst.items()), sep="\n")


def proven(ledger: Ledger, points: int) -> None:
    show(ledger)
    assert min(ledger.points.values()) >= points
    assert ledger.too_far() == []
    assert ledger.missed() == []
    # Nor is a bound loose: the largest step all but fills the truncation, the smallest a good part of the rounding.
    assert ledger.worst["course: x³ − 2x", "T", "central, 0.0001"] > 0.95
    assert ledger.worst["polynomials", "T", "half step, 1e-08"] > 0.3
    assert ledger.worst["MSE sums", "loss", "multiplied out"] > 0.1


@pytest.fixture(scope="module")
def sample() -> Ledger:
    return surveying.survey(240)


def test_right_answers_fit_and_wrong_ones_never_pass_a_sample_of_points(sample: Ledger) -> None:
    proven(sample, 240)


@pytest.mark.survey
@pytest.mark.timeout(3600)
def test_right_answers_fit_and_wrong_ones_never_pass_50_000_points_a_family() -> None:
    ledger = surveying.survey_on_all_processors()
    proven(ledger, surveying.POINTS)


def test_a_tolerance_ten_times_too_small_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = slopes.scheme_tolerance
    monkeypatch.setattr(slopes, "scheme_tolerance", lambda *asked: whole(*asked) / 10)  # pyright: ignore
    found = "\n".join(surveying.survey(60).too_far())
    assert "polynomials / T / central, 0.0001" in found
    assert "course: x² / T / half step, 1e-08" in found


def test_a_tolerance_a_million_times_too_large_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = slopes.scheme_tolerance
    monkeypatch.setattr(slopes, "scheme_tolerance", lambda *asked: whole(*asked) * 1e6)  # pyright: ignore
    found = "\n".join(surveying.survey(60).missed())
    assert "value / float32, 1e-05" in found
    assert "order / forward" in found
    assert "value / forward, 1e-4" in found


def test_steps_judged_too_loosely_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_ulps", lambda x, move: 1e-3)  # pyright: ignore
    assert "step by rounding / float32" in "\n".join(surveying.survey(60).missed())


def test_nan_is_never_a_right_answer_and_never_a_wrong_one_that_fits() -> None:
    ledger = Ledger()
    ledger.right("f", "T", "central", math.nan)
    ledger.bad("f", "value", "forward", math.nan, draws=1)
    assert ledger.too_far() == ["f / T / central: inf"]
    assert ledger.missed() == []


def test_a_wrong_answer_passes_a_run_only_where_it_fits_at_all_of_its_points() -> None:
    ledger = Ledger()
    for ratio in (0.5, 2.0, 0.5, 0.5):
        ledger.bad("f", "value", "forward", ratio, draws=2)
    assert ledger.missed() == ["f / value / forward: 1 of 2 runs pass"]


def test_the_tables_of_the_document_name_every_family_and_its_points(sample: Ledger) -> None:
    between = table.DOCUMENT.read_text("utf-8").partition(table.BEGIN)[2].partition(table.END)[0]
    rows = [[cell.strip() for cell in row.split(" | ")] for row in between.replace("\\|", "¦").splitlines()]
    named = {row[0].removeprefix("| ").replace("¦", "|"): row for row in rows}
    for family in sample.points:
        assert family in named, f"{family}: run `make tolerances`"
        assert any(int(cell.replace(",", "")) >= 50_000 for cell in named[family][1:3] if cell[:1].isdigit())
    assert {check for _, check, _ in sample.wrong} <= set(named)
