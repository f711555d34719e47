"""Text from outside in terminals, logs, commands and JSON, as they read it: nothing acts, nothing is lost."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest
from actions_log import OLD_COMMAND, command
from hostile_text import ORDINARY, TEXT, squeezed, with_every_text
from hypothesis import given
from hypothesis import strategies as st

from calcgrade.reports.escape.json_text import for_json
from calcgrade.reports.escape.terminal import for_line, for_terminal
from calcgrade.reports.escape.visible import visible
from calcgrade.reports.escape.workflow import for_message, for_property

# What every medium begins with


def test_what_cannot_be_seen_is_written_out() -> None:
    seen = visible("\u115f\u3164\u2800\ufe0d\U000e0100\u202e\x1b\ud800\u2028\U0001fffe")
    assert seen == r"\u115f\u3164\u2800\ufe0d\U000e0100\u202e\x1b\ud800\u2028\U0001fffe"


@with_every_text
def test_what_is_written_out_can_be_seen_and_read_back(text: str) -> None:
    seen = visible(text)
    assert all(character.isprintable() or character == "\n" for character in seen)
    assert seen.encode("utf-8").decode("utf-8") == seen


@pytest.mark.parametrize(
    "text",
    ["f(x) = 3x² − ∂y/∂x ≤ 1e-7", "日本 é Ω ş", "❤️ 👩‍👩‍👧".replace("\u200d", ""), "std::vector", "a\nb"],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == for_terminal(text) == text


# Terminals: pyte is one


class Screen:
    """What a terminal was made to do."""

    def __init__(self) -> None:
        self.drawn = ""
        self.obeyed: list[str] = []

    def __getattr__(self, event: str) -> Any:
        def note(*_: object, **__: object) -> None:
            if event not in ("linefeed", "carriage_return"):
                self.obeyed.append(event)

        return note

    def draw(self, data: str) -> None:
        self.drawn += data


def at_a_terminal(text: str) -> Screen:
    pyte: Any = import_module("pyte")  # has no types
    screen = Screen()
    pyte.Stream(screen).feed(text)
    return screen


def test_the_terminal_obeys_what_is_not_escaped() -> None:
    screen = at_a_terminal("\x1b[2J\x1b]0;owned\x07\x9b1mx")
    assert {"erase_in_display", "set_title", "select_graphic_rendition"} <= set(screen.obeyed)


@with_every_text
def test_a_terminal_draws_text_and_does_nothing_else(text: str) -> None:
    screen = at_a_terminal(for_terminal(text))
    assert screen.obeyed == []
    assert screen.drawn == for_terminal(text).replace("\n", "")
    assert "\n" not in for_line(text)


# Logs and commands of GitHub Actions, by the rules of its runner


def test_the_log_obeys_what_is_not_escaped() -> None:
    assert command(" ::notice title=a%2Cb::x%0Ay") == ("notice", {"title": "a,b"}, "x\ny")
    assert OLD_COMMAND.search("x ###[error] y")


@with_every_text
def test_no_line_of_a_log_is_a_command(text: str) -> None:
    for line in [*for_terminal(text).split("\n"), for_line(text)]:
        assert command(line) is None
        assert not OLD_COMMAND.search(line)


@given(TEXT, TEXT)
def test_a_command_keeps_its_text_and_stays_one_command(title: str, message: str) -> None:
    line = f"::error file=a.py,title={for_property(title)},line=3::{for_message(message)}"
    assert line.isprintable()
    read = command(line)
    assert read is not None
    assert not OLD_COMMAND.search(line)
    name, properties, said = read
    assert (name, list(properties), properties["line"]) == ("error", ["file", "title", "line"], "3")
    for shown, given_ in ((properties["title"], title), (said, message)):
        assert shown.replace("# ", "#") == visible(given_).replace("# ", "#")


# JSON that is printed


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner) | st.dictionaries(st.text("ab#\u202e"), inner)


@given(st.recursive(TEXT.map(lambda text: text.encode("utf-8", "replace").decode()), _deeper))
def test_json_has_the_same_values_and_acts_on_nothing(value: Any) -> None:
    encoded = json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8")
    printed = for_json(encoded)
    assert json.loads(printed) == value
    text = printed.decode("utf-8")
    assert all(line == visible(line) for line in text.split("\n"))
    assert "##" not in text
    assert not any(command(line) for line in text.split("\n"))


@given(ORDINARY)
def test_words_and_numbers_stay_readable_in_the_source_of_every_medium(text: str) -> None:
    for escape in (for_terminal, for_line, for_message, for_property):
        assert squeezed(escape(text)) == squeezed(visible(text))
