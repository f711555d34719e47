"""Results as one HTML file that needs nothing else: no script, no network, nothing from outside unescaped."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from calcgrade.reports.escape.html import for_html
from calcgrade.reports.lines import points
from calcgrade.reports.page import exercises

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calcgrade.checking.pictures.expected import Picture
    from calcgrade.results.model import Result

TEMPLATES = Path(__file__).parent / "templates"


def render(result: Result, expected: Mapping[str, Mapping[str, Picture]]) -> bytes:
    """Return the page; the same result and pictures give the same bytes.

    Parameters
    ----------
    result : Result
        What was graded.
    expected : mapping of str to mapping of str to Picture
        The judge's own pictures, by exercise and by the name of the learner's figure.
    """
    style = (TEMPLATES / "report.css").read_text("utf-8")
    page = (
        environment()
        .get_template("report.html.jinja")
        .render(
            result=result,
            exercises=exercises(result, expected),
            # Ours, and holds no `<`: the one text that is not escaped.
            style=Markup(style),  # noqa: S704
            policy=policy(style),
        )
    )
    return page.encode("utf-8")


def policy(style: str, script: str = "") -> str:
    """Return a page's Content-Security-Policy: pictures in the page, this style and script, and nothing else."""
    scripts = f"; script-src '{_digest(script)}'" if script else ""
    return (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'{scripts}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def environment() -> Environment:
    """Return the environment of every page: whatever a template writes is escaped."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Whatever is written passes here first, so that no text is forgotten.
        finalize=_finalize,
    )
    made.filters["points"] = points
    return made


def _finalize(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(for_html(value))  # noqa: S704 - escaped this very moment
    return value
