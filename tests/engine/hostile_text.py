"""Text that would be something else in one medium or another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from hypothesis import example, given
from hypothesis import strategies as st

from calcgrade.reports.escape.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

Test = TypeVar("Test", bound="Callable[..., Any]")

ACTIVE = [
    "\x1b[2J", "\x1b]0;t\x07", "\x1b]8;;http://e.x\x1b\\", "\x9b31m", "\x90q\x9c", "\r", "\x08", "\x07",
    "\n", "\r\n", "\t", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\x85", "\ud800", "\udfff", "\uffff",
    "\0", "\x0b", "\U000e0041", "<script>", "</pre>", "<!--", "-->", "]]>", "<![CDATA[", "&amp;", "&#x41;", '"',
    "'", "<img src=x onerror=a>", "`", "```\n", "~~~", "[a](javascript:b)", "![a](http://e.x/p.png)", "www.e.x",
    "http://e.x", "me@e.x", "mailto:me@e.x", "@someone", "#1", "# ", "- ", "1. ", "| a |\n|---|\n", "***", "___",
    "    ", "[^1]: a", "$x$", "\\", ":tada:", "==", "--", "=1+1", "+1", "-1", "@SUM(A1)", ";=1", "＝1", "::error::",
    "  ::set-output name=a::", "##[error]", "###[error]", "##vso[task.x]", "##teamcity[", "%0A::error::", "%25",
    ",line=9", "::", ":", ",", "é", "日本", "❤️", "−", " ", "x", "7",
]  # fmt: skip
"""What is obeyed somewhere, and what is text everywhere."""

TEXT = st.text() | st.lists(st.sampled_from(ACTIVE) | st.characters(codec=None), max_size=8).map("".join)
"""All of Unicode, lone surrogates too, and what is active in some medium."""

ORDINARY = st.text(st.characters(categories=["L", "N"], include_characters="−×≤∂ "), max_size=30).filter(
    lambda text: visible(text) == text
)
"""Words and numbers."""


def with_every_text(test: Test) -> Test:
    """Run a test of one text with all of `ACTIVE`, each alone and all together, and with drawn ones."""
    for text in [*ACTIVE, "".join(ACTIVE)]:
        test = example(text=text)(test)
    return cast("Test", given(text=TEXT)(test))


def squeezed(text: str) -> str:
    """Return the text with every run of white space as one blank."""
    return " ".join(text.split())
