"""``.sherpa-config.yml``: read with distrust, what is wrong in it named, and visibly obeyed."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcgrade.companion.preferences import model
from calcgrade.companion.preferences.model import Preferences
from calcgrade.companion.preferences.phrases import _SAID, phrase  # pyright: ignore[reportPrivateUsage]
from calcgrade.companion.preferences.read import LARGEST, NAME, parse, read

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = """\
teaching:
  tone: encouraging
  explanation_depth: balanced
  pacing: learner-led

assessment:
  quiz_type: mixed
  quiz_frequency: after_major_topics
  feedback_style: immediate
"""


def test_the_guides_own_form_is_read() -> None:
    expected = Preferences(
        "encouraging", "balanced", "learner-led", "mixed", "after_major_topics", "immediate"
    )
    assert parse(GUIDE) == (expected, ())


def test_every_allowed_word_is_taken_and_every_key_is_a_preference() -> None:
    keys = [key for below in model.ALLOWED.values() for key in below]
    assert keys == list(Preferences._fields)
    for heading, below in model.ALLOWED.items():
        for key, words in below.items():
            for word in words:
                chosen = parse(f"{heading}:\n  {key}: {word}\n")
                assert (getattr(chosen.preferences, key), chosen.notes) == (word, ())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "teaching:\n  tone: angry\n",
            "teaching.tone cannot be 'angry'; it is one of objective, encouraging, humorous",
        ),
        (
            "teaching:\n  mood: good\n",
            "teaching.'mood' is unknown; below teaching there are tone, explanation_depth",
        ),
        ("teeching:\n  tone: objective\n", "'teeching' is no heading of it; there are teaching, assessment"),
        ("teaching: fast\n", "teaching has no keys below it"),
        ("- a\n", "its headings are teaching, assessment"),
        ("teaching: [", "is not YAML"),
        ("a: &a [x]\nb: *a\n", "it holds an alias"),
        ("!!python/object/apply:os.system ['id']", "is not YAML"),
        ("[" * 10_000, "is not YAML"),
        ("teaching:\n  tone: 2020-99-99\n", "is not YAML"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed_and_the_defaults_hold(text: str, named: str) -> None:
    chosen = parse(text)
    assert chosen.preferences == Preferences()
    assert len(chosen.notes) == 1
    assert named in chosen.notes[0]


def test_one_wrong_word_does_not_cost_the_right_ones() -> None:
    chosen = parse("teaching:\n  tone: angry\n  pacing: structured\n")
    assert (chosen.preferences.pacing, len(chosen.notes)) == ("structured", 1)


@given(st.text(max_size=200))
def test_any_text_leaves_preferences_that_are_allowed(text: str) -> None:
    chosen = parse(text)
    for below in model.ALLOWED.values():
        for key, words in below.items():
            assert getattr(chosen.preferences, key) in words


def test_a_folder_without_the_file_takes_its_repositorys(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "exercises" / "extensions"
    inner.mkdir(parents=True)
    (tmp_path / NAME).write_text("teaching:\n  tone: humorous\n")
    assert read(inner).preferences.tone == "objective"  # it lies above the repository
    (tmp_path / "repository" / ".git").mkdir()
    (tmp_path / "repository" / NAME).write_text("teaching:\n  tone: encouraging\n")
    assert read(inner).preferences.tone == "encouraging"
    assert read(tmp_path).preferences.tone == "humorous"


def test_a_link_and_a_file_that_is_too_large_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(GUIDE)
    (tmp_path / NAME).symlink_to("elsewhere")
    assert (read(tmp_path).preferences, len(read(tmp_path).notes)) == (Preferences(), 1)
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).write_bytes(b"#" * (LARGEST + 1))
    assert "no file of at most 16 KiB" in read(tmp_path).notes[0]


def test_every_occasion_has_words_of_its_own_in_every_tone() -> None:
    for occasion, said in _SAID.items():
        assert set(said) == set(get_args(model.Tone))
        assert len({phrase(occasion, tone, "x") for tone in said}) == len(said)
