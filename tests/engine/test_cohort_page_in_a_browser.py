"""The cohort's page in Chromium: soon there, sortable, searchable, and nothing but its own script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import chromium
import pytest
from axe_playwright_python.sync_playwright import Axe
from cohorts_made_up import FORWARD, ledger, summary
from graded import course

from calcgrade.batch.cohort.learners import Learner
from calcgrade.batch.outputs import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = [pytest.mark.chromium, pytest.mark.slow]
LEARNERS = 2000
WINDOW: ViewportSize = {"width": 1280, "height": 900}
HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.running() as running:
        yield running


def write_page(path: Path, learners: int) -> None:
    """Write the page of so many learners, one of them hostile."""
    cohort = ledger(
        Learner(id=f"learner{k:04}" if k else HOSTILE, name=f"Name {learners - k}", entries=("x",))
        for k in range(learners)
    )
    for k in range(learners):
        cohort.graded(k + 1, summary((k * 7 % 21) / 2, mistake=FORWARD if k % 4 == 0 else None))
    path.write_bytes(b"".join(page.render(cohort, course())))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "index.html"
    write_page(path, LEARNERS)
    return path


@pytest.fixture
def shown(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(viewport=WINDOW)
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.goto(file.as_uri())
    yield opened
    context.close()
    assert complaints == []


def column(shown: Page, number: int) -> list[str]:
    cells: list[str] = shown.eval_on_selector_all(
        f".cohort tbody tr > :nth-child({number})", "cells => cells.map(cell => cell.textContent.trim())"
    )
    return cells


def stop_the_timers(opened: Page) -> None:
    opened.clock.install(time=0)
    opened.clock.pause_at(1)


def processor_time(browser: Browser, file: Path) -> float:
    """Return the seconds the page's own thread worked until it was loaded, its timers standing still."""
    context = browser.new_context(viewport=WINDOW)
    opened = context.new_page()
    stop_the_timers(opened)
    meter: Any = context.new_cdp_session(opened)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    opened.goto(file.as_uri())
    spent: dict[str, float] = {
        metric["name"]: metric["value"] for metric in meter.send("Performance.getMetrics")["metrics"]
    }
    context.close()
    return spent["TaskDuration"]


def test_the_first_screens_do_not_wait_for_two_thousand_learners(browser: Browser, file: Path) -> None:
    context = browser.new_context(viewport=WINDOW)
    opened = context.new_page()
    stop_the_timers(opened)
    opened.goto(file.as_uri())
    assert opened.locator(".cohort tbody tr:visible").count() == 200
    opened.clock.run_for(1000)
    opened.wait_for_selector(".cohort.whole")
    assert opened.locator(".cohort tbody tr:visible").count() == LEARNERS
    context.close()


def test_a_hundred_times_the_learners_open_in_ten_times_the_time(
    browser: Browser, file: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few.html"
    write_page(few, LEARNERS // 100)
    times = [(processor_time(browser, file), processor_time(browser, few)) for _ in range(5)]
    assert 0 < min(many for many, _ in times) < 10 * min(some for _, some in times)


def test_a_click_sorts_by_a_column_and_another_turns_it_round(shown: Page) -> None:
    shown.get_by_role("button", name="Score").click()
    scores = [float(cell) for cell in column(shown, 12)]
    assert scores == sorted(scores)
    assert len(scores) == LEARNERS
    shown.get_by_role("button", name="Score").click()
    assert [float(cell) for cell in column(shown, 12)] == sorted(scores, reverse=True)
    assert shown.locator("th[aria-sort=descending]").inner_text().startswith("Score")


def test_names_with_numbers_sort_by_the_number(shown: Page) -> None:
    shown.get_by_role("button", name="Name").click()
    assert column(shown, 2)[:3] == ["Name 1", "Name 2", "Name 3"]


def test_search_finds_a_learner_below_the_first_screens_at_once(browser: Browser, file: Path) -> None:
    context = browser.new_context(viewport=WINDOW)
    opened = context.new_page()
    stop_the_timers(opened)
    opened.goto(file.as_uri())
    opened.get_by_label("Find").fill("learner1999")
    assert opened.locator(".cohort tbody tr:visible").count() == 1
    context.close()


def test_search_leaves_the_rows_that_hold_the_words(shown: Page) -> None:
    shown.get_by_label("Find").fill("learner1234")
    assert shown.locator(".cohort tbody tr:visible").count() == 1
    assert shown.locator("#shown").inner_text() == f"1 of {LEARNERS}"


def test_a_learner_s_name_is_text_and_nothing_is_fetched(shown: Page) -> None:
    assert HOSTILE in column(shown, 1)
    assert shown.title() == f"Calculus for ML: {LEARNERS} submissions"
    assert shown.evaluate("document.images.length") == 0
    assert shown.evaluate("performance.getEntriesByType('resource').length") == 0


def test_a_script_that_got_into_the_page_would_not_run(browser: Browser, file: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.html"
    text = file.read_text("utf-8").replace("</main>", "<script>document.title = 'owned'</script></main>")
    spoilt.write_text(text, "utf-8")
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(spoilt.as_uri())
    assert "owned" not in opened.title()
    context.close()


def test_axe_finds_nothing_to_complain_of(browser: Browser, tmp_path: Path) -> None:
    cohort = ledger(Learner(id=f"learner{k}", name="A", entries=("x",), late=k == 2) for k in range(5))
    for k in range(4):
        cohort.graded(k + 1, summary(2.5 * k, mistake=FORWARD))
    cohort.not_graded(5, "failed", "no engine answers")
    path = tmp_path / "index.html"
    path.write_bytes(b"".join(page.render(cohort, course())))
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        context = browser.new_context(viewport=WINDOW, color_scheme=scheme, bypass_csp=True)
        opened = context.new_page()
        opened.goto(path.as_uri())
        assert Axe().run(opened).response["violations"] == []
        context.close()
