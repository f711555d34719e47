"""What a person reads: plain when piped, harmless whatever the learner wrote."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import hostile_result
import pytest
from sample_results import MESSAGE, check, exercise, result, wrong
from small_course import TOML, make_course

from calcgrade.reports.escape.terminal import for_line, for_terminal
from calcgrade.reports.next_step import next_step
from calcgrade.reports.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.results.model import ExerciseResult, Result


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(*exercises: ExerciseResult) -> str:
    stream = io.StringIO()
    terminal = Terminal(stream)
    for one in exercises:
        terminal.exercise(one)
    return stream.getvalue()


def summary(graded: Result, advice: str = "") -> str:
    stream = io.StringIO()
    Terminal(stream).summary(graded, advice)
    return stream.getvalue()


def test_a_check_is_a_line_with_its_mark_and_points() -> None:
    text = shown(exercise("2.1", check(points=2.5), check("failed", points=10)))
    assert "  ✓ 2.5/2.5  agrees with the analytical gradient everywhere\n" in text
    assert "  ✗    0/10  agrees with the analytical gradient everywhere\n" in text
    assert text.startswith("\n2.1  A gradient")
    assert "2.5 / 12.5\n" in text


def test_a_failed_checks_message_stands_below_it_with_its_columns_kept() -> None:
    text = shown(exercise("2.1", wrong()))
    for line in MESSAGE.splitlines():
        assert f"\n      {line}\n" in text or line == ""


def test_a_passed_checks_message_is_not_shown() -> None:
    assert "all well" not in shown(exercise("2.1", check(message="all well")))


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("timed_out", "timed out"),
        ("error", "error"),
        ("skipped", "skipped"),
        ("checker_fault", "fault of the"),
    ],
)
def test_a_status_that_a_mark_does_not_tell_is_named(status: str, word: str) -> None:
    text = shown(exercise("2.1", check(), check(status)))  # type: ignore[arg-type]
    assert f"({word}" in text


def test_an_exercise_that_was_not_started_takes_one_line() -> None:
    text = shown(exercise("2.1", check("not_started"), check("not_started"))).strip()
    assert text.count("\n") == 0
    assert "not started   0 / 10" in text


def test_one_cause_is_explained_once_an_exercise() -> None:
    cause = "Every sign is flipped: that is the way down."
    text = shown(exercise("2.1", wrong(f"{MESSAGE}\n\n{cause}"), wrong(f"At h = 0.1, {MESSAGE}\n\n{cause}")))
    assert text.count("Every sign is flipped") == 1
    assert text.count("you returned") == 2


def test_one_reason_for_all_checks_is_said_once() -> None:
    unloaded = check("error", message="ex_2_1_gradient.py, line 3: SyntaxError")
    text = shown(exercise("2.1", unloaded, unloaded))
    assert text.count("SyntaxError") == 1
    assert text.count("(error)") == 2


def test_no_line_is_wider_than_eighty_columns_and_no_word_is_lost() -> None:
    message = "word " * 60 + "\n    expected   " + "[1, 2, 3], " * 20 + "\n" + "x" * 300
    long = exercise("2.1", check("failed", message=message), title="A title " * 20, output="o" * 500)
    text = shown(long)
    assert max(map(len, text.splitlines())) <= 80
    assert text.count("word") == 60
    assert text.count("3],") == 20
    assert "x" * 300 in "".join(text.split())
    assert "…" in text.splitlines()[1]
    assert text.splitlines()[1].endswith("0 / 5")


def test_a_folded_block_keeps_its_indentation() -> None:
    text = shown(exercise("2.1", check("failed", message="    expected   " + "[1, 2, 3], " * 20)))
    block = [line for line in text.splitlines() if "[1, 2" in line]
    assert len(block) > 1
    assert all(line.startswith(" " * 10) for line in block)


def test_output_is_shown_behind_a_bar_only_where_something_failed() -> None:
    noise = "Score 10 / 10\nsecond line"
    assert "second line" not in shown(exercise("2.1", check(), output=noise))
    text = shown(exercise("2.1", check("failed"), output=noise))
    assert "  Output\n    | Score 10 / 10\n    | second line\n" in text


def test_long_output_is_cut_in_the_middle_and_says_so() -> None:
    text = shown(
        exercise("2.1", check("failed"), output="\n".join(map(str, range(100))), output_truncated=True)
    )
    assert "| 11\n    … 76 lines are not shown …\n    | 88\n" in text
    assert "more than 64 KiB" in text


def test_a_huge_message_is_cut_and_says_so() -> None:
    text = shown(exercise("2.1", check("failed", message="spam " * 10_000)))
    assert "46000 more characters are not shown" in text
    assert len(text) < 6000


@pytest.mark.parametrize(
    ("raw", "harmless"),
    [
        ("plain text", "plain text"),
        ("f(x) = 3x² − ∂y 日本 é", "f(x) = 3x² − ∂y 日本 é"),
        ("\x1b[2J\x1b]0;owned\x07", r"\x1b[2J\x1b]0;owned\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("10/10\rfailed\x08", r"10/10\rfailed\x08"),
        ("a\r\nb\tc", "a\nb    c"),
        ("\u202e01/01", r"\u202e01/01"),
        ("\u2066\u200b\ufeff\U000e0041", r"\u2066\u200b\ufeff\U000e0041"),
        ("a\u2028b", r"a\u2028b"),
        ("\ud800", r"\ud800"),
        ("no\u00a0break", "no break"),
        ("::notice::owned", ": :notice::owned"),
        ("fine\n  ::error::owned", "fine\n  : :error::owned"),
        ("##[error]owned ##vso[task.x]", "# #[error]owned # #vso[task.x]"),
        ("###[error]owned ####vso[x]", "# # #[error]owned # # # #vso[x]"),
        ("## heading", "## heading"),
        ("std::vector", "std::vector"),
    ],
)
def test_text_of_a_learner_is_shown_and_never_obeyed(raw: str, harmless: str) -> None:
    assert for_terminal(raw) == harmless


def test_text_for_a_line_stays_on_it() -> None:
    assert for_line("a\nb") == r"a\nb"


def test_folding_brings_no_log_command_to_the_start_of_a_line() -> None:
    text = shown(exercise("2.1", check("failed", message="x" * 70 + " ::notice::owned")))
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert "notice::owned" in text


def test_escapes_in_message_output_and_advice_do_not_reach_the_stream() -> None:
    bad = "\x1b[31m\u202e"
    everywhere = exercise("2.1", check("failed", message=bad), output=bad, advice=[bad])
    text = shown(everywhere)
    assert text.count(r"\x1b[31m\u202e") == 3
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("stream", [io.StringIO, Screen])
def test_nothing_in_a_result_from_elsewhere_acts_on_the_terminal(stream: type[io.StringIO]) -> None:
    screen = stream()
    terminal = Terminal(screen)
    hostile = hostile_result.result()
    for one in hostile.exercises:
        terminal.exercise(one)
    terminal.exercise(exercise("\x9b1\0", check("failed"), title="\x1b]0;owned\x07\u202e"))
    terminal.summary(hostile, "Next: \x1b[2J")
    terminal.notes(["\x1b[2J"])
    text = re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())  # colours are ours
    assert text.replace("\n", "").isprintable()
    assert r"\u202egnp.exe\u2066\u200b\x1b[31m\x00\x07\ud800" in "".join(text.split())


def test_a_terminal_gets_colour_and_a_learners_brackets_are_no_styles() -> None:
    screen = Screen()
    Terminal(screen).exercise(exercise("2.1", check("failed", message="[red]not red[/red]")))
    assert "\x1b[" in screen.getvalue()
    assert "[red]not red[/red]" in screen.getvalue()


@pytest.mark.parametrize(
    ("name", "stream", "coloured"),
    [("NO_COLOR", Screen, False), ("FORCE_COLOR", io.StringIO, True), ("OTHER", io.StringIO, False)],
)
def test_no_color_and_force_color_are_respected(
    monkeypatch: pytest.MonkeyPatch, name: str, stream: type[io.StringIO], coloured: bool
) -> None:
    monkeypatch.setenv(name, "1")
    out = stream()
    Terminal(out).exercise(exercise("2.1", check()))
    assert ("\x1b[" in out.getvalue()) is coloured


def test_colour_changes_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    graded = exercise("2.1", check(), wrong(), output="hello")
    plain = shown(graded)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "")
    coloured = shown(graded)
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_what_is_piped_does_not_import_rich() -> None:
    code = (
        "import sys, io\n"
        "from calcgrade.reports.terminal import Terminal\n"
        "from calcgrade.reports.lines import folded\n"
        "Terminal(io.StringIO()).lines(folded('text', 80))\n"
        "print('rich' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_a_stream_that_cannot_write_marks_gets_letters() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    Terminal(stream).exercise(exercise("2.1", check(), check("failed", message="∂f")))
    assert b"  + 5/5  agrees" in raw.getvalue()
    assert b"  x 0/5  agrees" in raw.getvalue()


def test_the_summary_shows_the_results_own_score() -> None:
    graded = result(exercise("1.1", check(), check("failed")), exercise("E1", check(points=2.5), bonus=True))
    assert "Score  5 / 10   and 2.5 for extensions\n" in summary(graded)


def test_extensions_alone_have_no_score_to_show() -> None:
    extensions = [exercise("E1", check(points=2.5), bonus=True), exercise("E2", check("failed"), bonus=True)]
    assert "Bonus  2.5 / 7.5\n" in summary(result(*extensions))
    assert "Score" not in summary(result(*extensions))


def test_a_result_of_a_plain_process_is_stamped() -> None:
    assert "Not isolated" in summary(result(exercise("1.1", check()), isolation="process"))
    assert "Not isolated" not in summary(result(exercise("1.1", check()), isolation="bubblewrap"))


@pytest.mark.parametrize(
    ("graded", "advice"),
    [
        ([("1.1", "passed")], "Next: 2.1 A gradient, in ex_2_1_gradient.py; then run: calcgrade check 2.1"),
        ([("1.1", "failed")], "Next: mend 1.1, then run: calcgrade check 1.1"),
        ([("2.1", "passed"), ("1.1", "error")], "Next: mend 1.1, then run: calcgrade check 1.1"),
        ([("1.1", "passed"), ("2.1", "timed_out")], "Next: mend 2.1, then run: calcgrade check 2.1"),
        ([("1.1", "not_started")], "Next: 1.1 A slope, in ex_1_1_slope.py; then run: calcgrade check 1.1"),
        ([("1.1", "failed"), ("2.1", "checker_fault")], "Next: tell your instructor that the checker of 2.1"),
        (
            [("1.1", "passed"), ("2.1", "passed"), ("E1", "not_started")],
            "That was the last exercise: nothing is left to mend.",
        ),
        ([("1.1", "passed"), ("2.1", "passed"), ("E1", "failed")], "Next: mend E1"),
        ([("1.1", "passed"), ("2.1", "passed")], "Next, if you like: E1 Momentum, in ex_e1_momentum.py"),
    ],
)
def test_what_to_do_next(tmp_path: Path, graded: list[tuple[str, str]], advice: str) -> None:
    assert 'id = "E1"' in TOML
    exercises = [exercise(id_, check(status), bonus=id_ == "E1") for id_, status in graded]  # type: ignore[arg-type]
    assert next_step(result(*exercises), make_course(tmp_path).manifest).startswith(advice)


def test_many_notes_are_counted_and_not_all_shown() -> None:
    stream = io.StringIO()
    Terminal(stream).notes([f"{number}.py is a link" for number in range(7)])
    assert stream.getvalue().splitlines()[-2:] == ["Note: 4.py is a link", "Note: and 2 more were not read."]
