"""hint, progress, quiz and show, as a learner types them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import companion_course
import pytest
from click.testing import CliRunner

from calcgrade.cli.main import cli
from calcgrade.companion.pictures import display
from calcgrade.companion.pictures.draw import FORMATS, encoded
from calcgrade.companion.pictures.request import TOPICS, Request, plan
from calcgrade.companion.preferences.read import NAME as PREFERENCES
from calcgrade.companion.progress import store
from calcgrade.companion.progress.model import Progress, Standing
from calcgrade.course.load import load
from calcgrade.dev import companion as dev_companion
from calcgrade.dev import ladder
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

    Typed = Callable[..., str]

pytestmark = pytest.mark.slow

STUB = "ex_1_1_slope.py"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return companion_course.write(tmp_path / "course")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "alice"
    folder.mkdir()
    (folder / STUB).write_text("def slope():\n    return 1\n")
    return folder


@pytest.fixture
def here(folder: Path) -> Iterator[Path]:
    before = Path.cwd()
    os.chdir(folder)
    yield folder
    os.chdir(before)


def run(*words: str, course: Path, typed: str = "") -> Result:
    return CliRunner().invoke(cli, [*words, "--course", str(course)], input=typed, env={"COLUMNS": "100"})


def said(*words: str, course: Path, typed: str = "") -> str:
    ran = run(*words, course=course, typed=typed)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def check(course: Path) -> str:
    return run("check", "1.1", "--isolation", "process", course=course).stdout


# Hints.


def test_each_call_climbs_one_rung_and_the_top_is_said(here: Path, course: Path) -> None:
    hints = [said("hint", "1.1", course=course) for _ in range(4)]
    assert "Hint 1 of 3\n  Look left and right." in hints[0]
    assert "Hint 2 of 3\n  Rise over run." in hints[1]
    assert "Hint 3 of 3\n  (right - left) / 2h" in hints[2]
    assert "That was the last hint." in hints[2]
    assert "Hint" not in hints[3]
    assert "calcgrade show tangent" in hints[3]


def test_hints_that_were_shown_can_be_read_again_and_forgotten(here: Path, course: Path) -> None:
    assert "None was shown yet" in said("hint", "1.1", "--all", course=course)
    said("hint", "1.1", course=course)
    again = said("hint", "1.1", "--all", course=course)
    assert "Hint 1 of 3" in again
    assert "Hint 2" not in again
    said("hint", "1.1", "--reset", course=course)
    assert "Hint 1 of 3" in said("hint", "1.1", course=course)


def test_the_first_hint_speaks_to_the_mistake_that_the_last_check_named(here: Path, course: Path) -> None:
    said("hint", "1.1", course=course)
    assert "half of what it should be" in check(course)
    hint = said("hint", "1.1", course=course)
    assert "To what your last check named: Half the slope\n  What is between 1 and 2?" in hint
    assert "Hint 2 of 3" in said("hint", "1.1", course=course)
    (here / STUB).write_text("def slope():\n    return 3\n")
    check(course)
    assert "Half the slope" not in said("hint", "1.1", "--all", course=course)


def test_a_mistake_without_a_hint_of_its_own_is_answered_with_its_explanation(
    here: Path, course: Path
) -> None:
    (course / "companion.toml").unlink()
    check(course)
    assert "  It is half of what it should be." in said("hint", "1.1", course=course)


def test_where_nothing_can_be_kept_the_hint_is_shown_and_that_is_said(
    here: Path, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        return False

    monkeypatch.setattr(store, "write", refuse)
    ran = said("hint", "1.1", course=course)
    assert "Hint 1 of 3" in ran
    assert "cannot be written to" in " ".join(ran.split())


def test_an_unknown_exercise_has_no_hint(here: Path, course: Path) -> None:
    ran = run("hint", "1.2", course=course)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "unknown exercise 1.2; nearest is 1.1" in ran.stderr


# Progress, and what check says after its report.


def test_check_notes_its_result_and_progress_tells_it(here: Path, course: Path) -> None:
    assert "Stuck? calcgrade hint 1.1" in check(course)
    told = said("progress", course=course)
    assert "1 attempt" in told
    assert "0 / 10" in told
    assert "still there: half" in told
    assert "calcgrade hint 1.1" in told
    assert "0 / 10" in said("list", course=course)
    document = json.loads(said("progress", "--format", "json", course=course))
    assert document["exercises"]["1.1"]["named"] == ["half"]
    (here / STUB).write_text("def slope():\n    return 2\n")
    assert "No longer found: half." in check(course)
    told = said("progress", course=course)
    assert "1 of 2 exercises passed" in told
    assert "left behind: half" in told


def test_progress_decides_no_grade_and_a_damaged_one_is_said(here: Path, course: Path) -> None:
    before = check(course)
    (here / store.NAME).write_text('{"status": "passed", "score": 10}')
    damaged = check(course)
    assert damaged.partition("Score")[0] == before.partition("Score")[0]
    assert "Score  0 / 10" in damaged
    assert f"It is now {store.ASIDE}" in " ".join(damaged.split())
    assert "1 attempt" in said("progress", course=course)


def test_a_check_of_another_folder_notes_nothing(here: Path, course: Path) -> None:
    above = here.parent
    os.chdir(above)
    run("check", "alice", "1.1", "--isolation", "process", course=course)
    assert not (above / store.NAME).exists()
    assert not (here / store.NAME).exists()


def test_grade_writes_nothing_into_a_submission(here: Path, course: Path) -> None:
    (here / PREFERENCES).write_text("teaching:\n  tone: humorous\n")
    words = ("grade", str(here), "--exercise", "1.1", "--isolation", "process", "--trust-submissions")
    ran = run(*words, course=course)
    assert ran.exit_code == 1, ran.output
    assert "Even gradient descent" not in ran.stdout
    assert not (here / store.NAME).exists()


# Preferences are seen.


def prefer(here: Path, **words: str) -> None:
    headings = {"teaching": ("tone", "explanation_depth", "pacing")}
    lines = ["teaching:", *(f"  {k}: {v}" for k, v in words.items() if k in headings["teaching"])]
    lines += ["assessment:", *(f"  {k}: {v}" for k, v in words.items() if k not in headings["teaching"])]
    (here / PREFERENCES).write_text(
        "\n".join(line for line in lines if line[-1] != ":" or len(lines) > 1) + "\n"
    )


def test_tone_and_depth_change_what_check_and_hint_say(here: Path, course: Path) -> None:
    plain = check(course)
    prefer(here, tone="encouraging", explanation_depth="concise")
    short = check(course)
    assert "Not there yet, and closer than it looks" in short
    assert "Not there yet" not in plain
    assert "Stuck?" not in short
    prefer(here, explanation_depth="detailed")
    assert "Its idea as a picture: calcgrade show tangent 'x^2' --at 1" in check(course)


def test_an_unknown_preference_is_named_by_every_command_that_reads_it(here: Path, course: Path) -> None:
    prefer(here, tone="angry")
    for words in (("hint", "1.1"), ("progress",), ("quiz",)):
        assert "cannot be 'angry'" in said(*words, course=course)
    assert "cannot be 'angry'" in check(course)


def test_nothing_in_a_learners_files_acts_on_the_terminal(here: Path, course: Path) -> None:
    (here / PREFERENCES).write_text('teaching:\n  tone: "\\e[2J"\n"\\e]0;x\\a": 1\n')
    noted = Progress()
    noted.of("small").exercises["1.1"] = Standing(attempts=1, named=["\x1b[2J", "half"], overcome=["\x9b2J"])
    store.write(here, noted)
    for words in (("progress",), ("hint", "1.1"), ("quiz",), ("list",), ("progress", "--format", "json")):
        shown = said(*words, course=course)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown), words
    assert "\\x1b[2J" in said("progress", course=course)
    assert "\x1b" not in check(course)


# Quizzes.


def test_a_quiz_works_from_a_pipe_and_its_scores_are_kept(here: Path, course: Path) -> None:
    told = said("quiz", "1", course=course, typed="A\nC\n2\nrise over run\n1\n")
    assert told.count("Right.") == 2
    assert "It oscillates" in told
    assert "That is the other way up." in told
    assert "It is 0.5. One over two." in told
    assert "Score  2.5 / 4" in told
    assert "quiz   4 of 4 questions answered, 2.5 right" in said("progress", course=course)


def test_what_is_no_answer_is_asked_again_and_an_early_end_keeps_the_score(here: Path, course: Path) -> None:
    told = said("quiz", "1", course=course, typed="E\nb\nq\n")
    assert "Answer with one letter, A, B, C" in told
    assert "That is the way down." in told
    assert "Score  0 / 1" in told
    assert "3 of 4 questions were not answered" in told
    assert store.read(here).progress.of("small").quiz["pick"].asked == 1


def test_an_empty_line_passes_a_question(here: Path, course: Path) -> None:
    assert "Score  0 / 0" in said("quiz", "1", course=course, typed="\n\n\n\n")


def test_preferences_choose_the_questions_and_when_they_are_explained(here: Path, course: Path) -> None:
    prefer(here, quiz_type="explanation")
    assert "Question 1 of 1\nWhat is a slope?" in said("quiz", "1", course=course)
    prefer(here, quiz_type="multiple_choice", feedback_style="summary")
    told = said("quiz", "1", course=course, typed="B\nC\n2\n")
    assert "Question 1 of 3" in told
    assert told.index("It is A.") > told.index("Score")
    prefer(here, feedback_style="detailed")
    told = said("quiz", "1", course=course, typed="B\n")
    assert "A: It points there." in told
    assert "C: That is level ground." in told


def test_what_was_answered_worst_is_asked_first_in_a_quiz_on_everything(here: Path, course: Path) -> None:
    said("quiz", "1", course=course, typed="A\nC\n")
    told = said("quiz", "--number", "2", course=course, typed="\n\n")
    assert "How much is a half?" in told
    assert "What is a slope?" in told
    assert "uphill" not in told


def test_json_lists_the_questions_and_holds_answers_only_on_demand(here: Path, course: Path) -> None:
    bare = json.loads(said("quiz", "--format", "json", course=course))
    assert [question["kind"] for question in bare["questions"]] == [
        "choice",
        "prediction",
        "number",
        "explanation",
    ]
    assert not {"right", "answer", "because"} & {key for question in bare["questions"] for key in question}
    full = json.loads(said("quiz", "1", "--format", "json", "--answers", course=course))["questions"]
    assert (full[0]["right"], full[1]["right"], full[2]["answer"]) == ("A", "C", 0.5)
    assert not (here / store.NAME).exists()


def test_a_section_without_questions_is_an_input_error(here: Path, course: Path) -> None:
    prefer(here, quiz_type="explanation")
    text = (course / "quiz.toml").read_text("utf-8")
    (course / "quiz.toml").write_text(text.partition('[[question]]\nid = "say"')[0], "utf-8")
    assert "the quiz: none of its questions is explanation" in run("quiz", course=course).stderr
    ran = run("quiz", "7", course=course)
    assert ran.exit_code == 2
    assert "section 7: there are no questions on it. Name one of 1." in ran.stderr
    (course / "quiz.toml").unlink()
    assert run("quiz", course=course).exit_code == 2


@pytest.mark.parametrize(
    ("good", "bad", "problem"),
    [
        (
            'because = "It points there.", right = true',
            'because = "It points there."',
            "pick has 0 right options",
        ),
        ("lr = 0.9", "lr = 0.5001", "walk has a setting that is near another outcome"),
        ('formula = "x^2"', 'formula = "x^^2"', "walk cannot be run"),
        ("value = 2", "value = 0.505", "half lists 0.505 as wrong"),
        ('"Across it."', '"Against it."', "pick has two options that say the same"),
        ('kind = "number"', 'kind = "riddle"', "cannot be used"),
        ('id = "say"\nsection = "1"', 'id = "say"\nsection = "9"', "there is no section '9'"),
        ('id = "say"', 'id = "half"', "half is taken"),
        (
            'id = "say"\nsection = "1"',
            'id = "say"\nsection = "extensions"',
            "section extensions has 1 questions",
        ),
    ],
)
def test_dev_check_finds_what_is_wrong_with_questions(
    course: Path, good: str, bad: str, problem: str
) -> None:
    loaded = load(course)
    assert [said for said in dev_companion.problems(loaded) if "quiz.toml" in said] == []
    text = (course / "quiz.toml").read_text("utf-8")
    assert good in text
    (course / "quiz.toml").write_text(text.replace(good, bad, 1), "utf-8")
    found = list(dev_companion.problems(loaded))
    assert any(problem in said for said in found), found


@pytest.mark.parametrize(
    ("good", "bad", "problem"),
    [
        ("half =", "third =", "about.third is no misconception"),
        ("tangent 'x^2'", "tangent 'x^^2'", "picture: the formula x^^2"),
        ("tangent 'x^2'", "portrait", "picture: Invalid value for 'TOPIC'"),
        ('after = ["1.1"]', 'after = ["E1"]', "E1 is no exercise before it"),
        ('"2.1" =', '"9.1" =', "the course has no such exercise"),
        ("format_version = 1", "format_version = 2", "format_version: 2 is not supported"),
    ],
)
def test_dev_check_finds_what_is_wrong_with_the_companion(
    course: Path, good: str, bad: str, problem: str
) -> None:
    text = (course / "companion.toml").read_text("utf-8")
    assert good in text
    (course / "companion.toml").write_text(text.replace(good, bad, 1), "utf-8")
    found = list(dev_companion.problems(load(course)))
    assert any(problem in said for said in found), found


def test_dev_check_finds_a_hint_that_gives_code_away(course: Path) -> None:
    solution = course / "solutions" / STUB
    solution.parent.mkdir()
    solution.write_text("def slope(f, x):\n    return (f(x + h) - f(x - h)) / (2 * h)\n")
    loaded = load(course)
    assert list(ladder.problems(loaded.entry("1.1"), loaded)) == []
    toml = (course / "course.toml").read_text("utf-8")
    leak = "Write (f(x+h) - f(x-h))/(2*h), and be done."
    (course / "course.toml").write_text(toml.replace("Rise over run.", leak), "utf-8")
    loaded = load(course)
    [problem] = ladder.problems(loaded.entry("1.1"), loaded)
    assert "hint 2 holds the solution's code" in problem


# Pictures.


def test_every_topic_is_drawn_and_saved(here: Path) -> None:
    for topic in TOPICS:
        assert encoded(plan(Request(topic)), "png", dpi=20).startswith(b"\x89PNG")
    ran = CliRunner().invoke(cli, ["show", "tangent", "x^2", "--save", "mine.svg"])
    assert (ran.exit_code, "mine.svg" in ran.stdout) == (0, True)
    assert "<svg" in (here / "mine.svg").read_text("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_is_the_same_bytes_every_time(form: str) -> None:
    asked = plan(Request("tangent"))
    assert encoded(asked, form, dpi=20) == encoded(asked, form, dpi=20)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["tangent", "x^^2"], "the formula x^^2, at character 3"),
        (["tangent", "log(x)", "--at", "-1"], "log(x) has no slope there"),
        (["tangent", "sqrt(-1 - x^2)", "--at", "0"], "has no"),
        (["tangent", "--at", "1,2"], "1,2: is no place for tangent. Give one number"),
        (["gradient", "--at", "1"], "Give two numbers"),
        (["gradient", "3"], "has no shape between"),
        (["gradient", "--at", "a"], "is no place: give a number"),
        (["descent", "--start", "nan"], "draws no nan"),
        (["tangent", "--range", "3", "1"], "the first end has to lie below"),
        (["regression", "--lr", "9"], "the training runs away within"),
        (["portrait"], "Invalid value for 'TOPIC'"),
        (["tangent", "--save", "picture.doc"], "is no kind of picture"),
        (["tangent", "--save", "nowhere/picture.png"], "no file can be written here"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(here: Path, words: list[str], problem: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "calcgrade", "show", *words], capture_output=True, text=True, cwd=here,
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
    ) if words[0] == "portrait" else None  # fmt: skip
    ran = CliRunner().invoke(cli, ["show", *words], env={"DISPLAY": "", "WAYLAND_DISPLAY": ""})
    assert ran.exit_code == 2, ran.output
    assert problem in ran.stderr
    assert done is None or done.returncode == 2


def test_without_a_display_the_picture_is_saved_here(here: Path) -> None:
    ran = CliRunner().invoke(cli, ["show", "tangent"], env={"DISPLAY": "", "WAYLAND_DISPLAY": ""})
    assert "calcgrade-tangent.png" in ran.stdout
    assert (here / "calcgrade-tangent.png").exists()
    assert "\x1b" not in ran.stdout


def test_a_display_that_answers_nothing_falls_back_to_a_file(here: Path) -> None:
    ran = CliRunner().invoke(cli, ["show", "tangent"], env={"DISPLAY": ":987"})
    assert ran.exit_code == 0, ran.output
    assert (here / "calcgrade-tangent.png").exists()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM_PROGRAM": "ghostty"}, "kitty"),
        ({"TERM_PROGRAM": "iTerm.app"}, "iterm2"),
        ({"TERM_PROGRAM": "WezTerm"}, "iterm2"),
        ({"KITTY_WINDOW_ID": "1", "TMUX": "x"}, None),
        ({"TERM": "xterm-256color"}, None),
    ],
)
def test_a_terminal_that_shows_images_is_known_by_its_environment(
    environment: dict[str, str], expected: str | None
) -> None:
    assert display.protocol(environment) == expected


def test_an_image_is_sent_whole_and_in_pieces_that_the_terminal_takes() -> None:
    import base64

    png = bytes(range(256)) * 40
    pieces = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", display.inline(png, "kitty"))
    assert base64.b64decode("".join(piece for _, piece in pieces)) == png
    assert all(len(piece) <= display.CHUNK for _, piece in pieces)
    assert [head.rpartition("m=")[2] for head, _ in pieces] == ["1"] * (len(pieces) - 1) + ["0"]
    sent = display.inline(png, "iterm2")
    assert base64.b64decode(sent.partition(":")[2].rstrip("\x07\n")) == png


def test_a_display_is_looked_for_where_the_platform_has_one() -> None:
    assert not display.has_display({}, "linux")
    assert display.has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert display.has_display({}, "darwin")
    assert not display.has_display({"SSH_CONNECTION": "x"}, "darwin")


def test_a_plan_keeps_a_walk_in_view() -> None:
    low, high = plan(Request("descent", "(x-30)^2", start=(0.0,), lr=(0.1,), steps=50)).over
    assert low < 0.0 < 30.0 < high
    with pytest.raises(InputError, match="draws no nan"):
        plan(Request("tangent", at=((float("inf"),),)))
