"""A learner's progress: noted after a check, safe to lose, and never a reason for a grade."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_course import make_course, write_course

from calcgrade.companion.after_check import closing
from calcgrade.companion.material import Around, Material
from calcgrade.companion.progress import advice, store
from calcgrade.companion.progress.model import Answered, CourseProgress, Progress, Standing
from calcgrade.companion.progress.record import PAUSE_S, record
from calcgrade.results import model

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.results.model import CheckStatus, ExerciseStatus


def result(
    id_: str, status: ExerciseStatus, score: float = 0.0, *named: str, bonus: bool = False
) -> model.ExerciseResult:
    """One exercise's result, of a single check."""
    verdict: CheckStatus = "passed" if status == "passed" else "failed"
    causes: list[str | None] = [*named] or [None]
    checks = [
        model.CheckResult(
            id=f"c{k}", title="claims", status=verdict, score=score if not k else 0.0, max_score=10.0, duration_s=0.0,
            misconception=model.Misconception(id=cause, title=cause, explanation="…") if cause else None,
        )
        for k, cause in enumerate(causes)
    ]  # fmt: skip
    return model.ExerciseResult(
        id=id_, title=id_, status=status, score=score, max_score=10.0, bonus=bonus, duration_s=0.0, output="",
        output_truncated=False, checks=checks,
    )  # fmt: skip


PASSED = result("1.1", "passed", 10.0)


def after(*results: model.ExerciseResult, gap_s: int = 60) -> CourseProgress:
    """The progress after these checks, one by one."""
    noted = CourseProgress()
    for k, one in enumerate(results):
        record(noted, [one], 1_000_000 + k * gap_s)
    return noted


def test_attempts_count_until_the_first_pass_and_then_only_what_fails() -> None:
    failed = result("1.1", "failed", 4.0)
    standing = after(failed, failed, PASSED, PASSED, PASSED).of("1.1")
    assert (standing.attempts, standing.passed_after, standing.misses) == (3, 3, 0)
    standing = after(failed, PASSED, failed).of("1.1")
    assert (standing.attempts, standing.passed_after, standing.misses) == (3, 2, 1)


def test_what_was_never_begun_and_what_the_checker_broke_leave_no_trace() -> None:
    assert after(result("1.1", "not_started"), result("2.1", "checker_fault")).exercises == {}


def test_time_between_checks_is_work_and_a_pause_is_none() -> None:
    failed = result("1.1", "failed")
    assert after(failed, failed, failed).of("1.1").work_s == 120
    assert after(failed, failed, gap_s=PAUSE_S + 1).of("1.1").work_s == 0
    assert after(failed, failed, gap_s=-50).of("1.1").work_s == 0


def test_a_mistake_is_left_behind_by_better_work_and_not_by_a_file_that_does_not_load() -> None:
    wrong = result("1.1", "failed", 4.0, "forward-difference")
    broken = result("1.1", "error")
    better = result("1.1", "failed", 6.0)
    assert after(wrong, broken).of("1.1").overcome == []
    noted = after(wrong, broken, better)
    assert noted.of("1.1").overcome == ["forward-difference"]
    assert (noted.of("1.1").named, noted.streak) == ([], 1)


def test_a_mistake_that_comes_back_ends_the_streak() -> None:
    first = result("1.1", "failed", 4.0, "forward-difference", "aliased-point")
    noted = after(first, PASSED)
    assert noted.streak == 2
    record(noted, [result("1.1", "failed", 4.0, "aliased-point")], 2_000_000)
    assert noted.streak == 0
    assert noted.of("1.1").overcome == ["forward-difference"]


STATUSES = st.sampled_from(["passed", "failed", "error", "timed_out", "not_started", "checker_fault"])


@given(
    st.lists(
        st.tuples(st.sampled_from(["1.1", "2.1"]), STATUSES, st.sets(st.sampled_from("abc"))), max_size=12
    )
)
@settings(max_examples=100, deadline=None)
def test_whatever_is_noted_can_be_written_and_read_again(
    tmp_path_factory: pytest.TempPathFactory, checks: list[tuple[str, ExerciseStatus, set[str]]]
) -> None:
    folder = tmp_path_factory.mktemp("learner")
    noted = Progress()
    course = noted.of("small")
    for k, (id_, status, named) in enumerate(checks):
        full = 10.0 if status == "passed" else 0.0
        record(course, [result(id_, status, full, *(() if status == "passed" else sorted(named)))], k)
        for standing in course.exercises.values():
            assert set(standing.overcome) <= set(standing.met)
            assert not set(standing.overcome) & set(standing.named)
            assert standing.passed_after <= standing.attempts
    assert store.write(folder, noted)
    assert store.read(folder) == (noted, "")


# The file.


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"schema":"calcgrade/progress/v2"}',
        b'{"schema":"calcgrade/progress/v1","courses":{"small":{"exercises":{"1.1":{"attempts":-1}}}}}',
        b'{"schema":"calcgrade/progress/v1","grade":10}',
        b"\xff\xfe",
        b" " * (store.LARGEST + 1),
    ],
)
def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / store.NAME).write_bytes(content)
    kept = store.read(tmp_path)
    assert kept.progress == Progress()
    assert f"It is now {store.ASIDE}" in kept.note
    assert (tmp_path / store.ASIDE).read_bytes() == content
    assert store.read(tmp_path) == (Progress(), "")


def test_a_link_in_its_place_is_neither_followed_nor_written_through(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "learner"
    elsewhere.mkdir()
    folder.mkdir()
    store.write(elsewhere, Progress(courses={"small": CourseProgress(streak=7)}))
    canary = elsewhere / store.NAME
    untouched = canary.read_bytes()
    (folder / store.NAME).symlink_to(canary)
    kept = store.read(folder)
    assert (kept.progress, bool(kept.note)) == (Progress(), True)
    (folder / store.NAME).symlink_to(canary)
    assert store.write(folder, Progress())
    assert canary.read_bytes() == untouched


def test_a_folder_or_a_pipe_in_its_place_costs_nothing_but_the_progress(tmp_path: Path) -> None:
    for make in ("mkdir", "fifo"):
        folder = tmp_path / make
        folder.mkdir()
        (folder / store.NAME).mkdir() if make == "mkdir" else os.mkfifo(folder / store.NAME)
        assert store.read(folder).note
        assert closing(folder, make_course(tmp_path / f"course-{make}"), [PASSED]) is not None


def test_where_nothing_can_be_written_nothing_is_and_nobody_complains(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    assert "Stuck?" not in " ".join(closing(tmp_path / "gone", course, [PASSED]))
    assert not (tmp_path / "gone").exists()


# What to do next.


def steps(noted: CourseProgress, tmp_path: Path, **around: Any) -> list[str]:
    course = make_course(tmp_path)
    material = Material(exercise={id_: Around(**facts) for id_, facts in around.items()})
    return [step.command for step in advice.steps(noted, course.manifest, material, "balanced")]


def test_a_beginner_begins_at_the_beginning(tmp_path: Path) -> None:
    assert steps(CourseProgress(), tmp_path)[0] == "calcgrade check 1.1"


def test_after_a_miss_comes_a_hint_then_the_picture_then_what_it_rests_on(tmp_path: Path) -> None:
    missed = Standing(attempts=1, misses=1, status="failed")
    around = {"2.1": {"after": ["1.1"], "picture": "gradient"}}
    noted = CourseProgress(exercises={"2.1": missed})
    assert steps(noted, tmp_path, **around)[0] == "calcgrade check 2.1"  # it has no hints in this course
    missed.misses = advice.STUCK
    assert steps(noted, tmp_path, **around)[0] == "calcgrade show gradient"
    missed.misses = advice.VERY_STUCK
    assert steps(noted, tmp_path, **around)[0] == "calcgrade quiz 1"
    noted = CourseProgress(exercises={"1.1": Standing(attempts=1, misses=1, status="failed")})
    assert steps(noted, tmp_path)[0] == "calcgrade hint 1.1"


def test_who_finds_it_easy_is_shown_the_extensions(tmp_path: Path) -> None:
    write_course(tmp_path)
    course = make_course(tmp_path)
    done = Standing(attempts=1, passed_after=1, status="passed")
    noted = CourseProgress(exercises={"1.1": done, "2.1": done})
    found = advice.steps(noted, course.manifest, Material(), "balanced")
    assert found[0].command == "calcgrade check E1"
    slow = Standing(attempts=9, passed_after=9, status="passed")
    assert not advice.is_excelling(
        CourseProgress(exercises={"1.1": slow, "2.1": done}), course.manifest.exercise
    )


def test_a_structured_pace_leaves_one_step_and_a_learners_own_leaves_a_choice(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    one = advice.steps(CourseProgress(), course.manifest, Material(), "structured")
    many = advice.steps(CourseProgress(), course.manifest, Material(), "learner-led")
    assert (len(one), len(many)) == (1, 4)


# After a check.


def test_a_section_that_is_finished_proposes_its_quiz_once(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    assert not any("quiz" in said for said in closing(tmp_path, course, [PASSED]))
    both = [PASSED, result("2.1", "passed", 10.0)]
    assert "calcgrade quiz" in " ".join(closing(tmp_path, course, both))
    assert not any("quiz" in said for said in closing(tmp_path, course, both))


def test_progress_of_another_course_is_kept_beside(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    other = Progress(courses={"other": CourseProgress(quiz={"q": Answered(asked=1)})})
    store.write(tmp_path, other)
    closing(tmp_path, course, [PASSED])
    written = json.loads((tmp_path / store.NAME).read_bytes())
    assert set(written["courses"]) == {"other", "small"}
    assert (
        msgspec.json.decode(msgspec.json.encode(written), type=Progress).of("small").of("1.1").passed_after
        == 1
    )
