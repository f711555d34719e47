"""The HTML report in a real browser: it shows, runs nothing, fetches nothing, and is there for everybody."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import chromium
import hostile_result
import pytest
from axe_playwright_python.sync_playwright import Axe
from sample_results import check, exercise, result, wrong
from test_png import GOOD

from calcgrade.checking.pictures.expected import Panel, Picture, dots, line
from calcgrade.reports import html
from calcgrade.results.model import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    Open = Callable[..., Page]

pytestmark = [pytest.mark.chromium, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser() -> Generator[Browser, None, None]:
    with chromium.running() as browser:
        yield browser


@pytest.fixture
def said() -> list[str]:
    """Everything that the browser complains of or asks for beyond the page itself."""
    return []


@pytest.fixture
def show(browser: Browser, tmp_path: Path, said: list[str]) -> Iterator[Open]:
    """Open a page, and listen to what it makes the browser say."""
    contexts: list[BrowserContext] = []

    def show(page: bytes, **options: Any) -> Page:
        place = tmp_path / "report.html"
        place.write_bytes(page)
        context = browser.new_context(**options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: said.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: said.append(f"error: {error}"))
        tab.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
        tab.on(
            "request",
            lambda request: None if request.url == place.as_uri() else said.append(request.url[:80]),
        )
        tab.goto(place.as_uri())
        return tab

    yield show
    for context in contexts:
        context.close()


def rich() -> bytes:
    """A page with everything that a page can have."""
    picture = Picture(
        "A line with a dot.", (Panel((line([0, 1], [0, 1], "f"), dots([0.5], [0.5], "f′")), "x", "y"),)
    )
    drawn = [Figure(name="plot", png=base64.b64encode(GOOD).decode()), Figure(name="broken", png="")]
    graded = result(
        exercise("1.1", check(), check()),
        exercise("1.2", check("skipped"), wrong(), figures=drawn, advice=["Choose a shorter step."]),
        exercise("2.1", wrong(f"It is off.\n\n    a long line{', 1.0000001' * 30}"), wrong(), output="Hello\n" * 99),
        exercise("2.2", check("error", message="It raised ZeroDivisionError."), check("timed_out")),
        exercise("3.1", check("not_started"), check("not_started")),
        exercise("3.2", check("checker_fault")),
        exercise("E1", check(points=2.5), title="Learning rates, compared" + " and compared" * 12, bonus=True),
        isolation="process",
    )  # fmt: skip
    return html.render(graded, {"1.2": {"plot": picture}})


def violations(tab: Page) -> dict[str, list[str]]:
    """The rules of axe-core that a page breaks, and where."""
    broken: list[dict[str, Any]] = Axe().run(tab).response["violations"]
    return {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in broken}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [chromium.PHONE, chromium.DESKTOP], ids=["phone", "desktop"])
def test_it_shows_without_a_complaint_and_axe_finds_nothing(
    show: Open, said: list[str], scheme: str, size: dict[str, int]
) -> None:
    tab = show(rich(), color_scheme=scheme, viewport=size)
    assert tab.title() == "alice: 10 of 55 points"
    tab.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert violations(tab) == {}
    assert said == []


def test_axe_would_find_something(show: Open) -> None:
    page = rich().replace(b'<html lang="en">', b"<html>").replace(b"--soft: #5a606b", b"--soft: #d0d0d0")
    assert {"html-has-lang", "color-contrast"} <= set(
        violations(show(page, color_scheme="light", bypass_csp=True))
    )


@pytest.mark.parametrize("bypass", [False, True], ids=["with its policy", "with no policy at all"])
def test_a_script_in_a_learners_text_does_not_run_and_nothing_is_fetched(
    show: Open, said: list[str], bypass: bool
) -> None:
    tab = show(html.render(hostile_result.result(), hostile_result.expected()), bypass_csp=bypass)
    assert "caught" not in tab.title().partition("submission")[0]
    assert tab.title().startswith("submission \"'><script>document.title='caught'</script>")
    assert (
        tab.evaluate("document.scripts.length + document.querySelectorAll('img, iframe, object').length") == 0
    )
    assert said == []


def test_a_script_would_run_where_neither_escaping_nor_the_policy_held(show: Open) -> None:
    page = rich().replace(b"<h2", b"<script>document.title = 'caught'</script><h2", 1)
    assert show(page, bypass_csp=True).title() == "caught"


def test_the_policy_alone_stops_a_script_and_a_fetch(show: Open, said: list[str]) -> None:
    smuggled = b"<script>document.title = 'caught'</script><img src='http://127.0.0.1:9/x.png' alt=''>"
    tab = show(rich().replace(b"<h2", smuggled + b"<h2", 1))
    assert tab.title() == "alice: 10 of 55 points"
    refusals = [complaint for complaint in said if "Content Security Policy" in complaint]
    assert len(refusals) == 2


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_runs_out_of_the_page_to_the_side(show: Open, width: int) -> None:
    tab = show(rich(), viewport={"width": width, "height": 800})
    tab.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    # A word broken into its letters would be a tall one.
    tallest = "Math.max(...[...document.querySelectorAll('.status')].map(word => word.offsetHeight / word.offsetWidth))"
    assert tab.evaluate(tallest) < 1.5


def test_the_keyboard_reaches_the_exercises_and_opens_what_is_folded(show: Open) -> None:
    tab = show(rich())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the exercises"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "exercises"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.hash") == "#exercise-1"
    folded = tab.locator("summary").first
    folded.focus()
    tab.keyboard.press("Enter")
    assert folded.evaluate("summary => summary.parentElement.open")


def test_print_is_dark_on_white_and_shows_what_is_folded(show: Open) -> None:
    tab = show(rich(), color_scheme="dark")
    tab.emulate_media(media="print")
    colours = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    assert tab.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert tab.locator("details dl.facts").first.is_visible()


def test_it_needs_no_javascript(show: Open) -> None:
    tab = show(rich(), java_script_enabled=False)
    assert tab.get_by_role("heading", name="2.1 A gradient").count() == 1


def test_learners_pictures_are_decoded(show: Open) -> None:
    tab = show(rich())
    assert tab.evaluate("[...document.images].map(image => [image.complete, image.naturalWidth])") == [
        [True, 2]
    ]
