"""The HTML report: everything escaped, nothing from elsewhere, nothing said twice."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import hostile_result
import pytest
from sample_results import check, exercise, result, wrong
from test_png import GOOD

from calcgrade.checking.pictures.expected import Panel, Picture, dots, line, path
from calcgrade.reports import html
from calcgrade.reports.page import blocks
from calcgrade.results.model import Figure, Order

ALLOWED = frozenset("""
    a aside bdi body circle code dd details div dl dt figcaption figure footer g h1 h2 h3 head header html img li link
    main meta p path pre rect section span strong style summary svg table tbody td text th thead title tr ul
""".split())  # fmt: skip  # noqa: SIM905 - forty quotes say no more


class Page(HTMLParser):
    """The elements, attributes and texts of a page."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(data.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "link", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def page(*exercises: object, expected: dict[str, dict[str, Picture]] | None = None) -> Page:
    return Page(html.render(result(*exercises), expected or {}))  # type: ignore[arg-type]


@pytest.fixture
def hostile() -> bytes:
    return html.render(hostile_result.result(), hostile_result.expected())


def test_hostile_text_becomes_no_element_and_no_attribute(hostile: bytes) -> None:
    found = Page(hostile)
    assert found.open == []
    assert {tag for tag, _ in found.elements} <= ALLOWED
    names = {name for _, attributes in found.elements for name in attributes}
    assert not [name for name in names if name.startswith("on") or name in ("style", "srcset", "action")]


def test_hostile_text_is_shown_wherever_it_stands(hostile: bytes) -> None:
    found = Page(hostile)
    for place in (
        "check-title", "message", "indented", "m-title", "m-text", "call", "where", "expected", "actual", "error",
        "tolerance", "file", "exercise-id", "exercise-title", "output", "advice", "figure", "calcgrade", "course",
        "submission", "python", "numpy", "matplotlib", "legend", "x-label", "y-label",
    ):  # fmt: skip
        assert f"{place} \"'>{hostile_result.SCRIPT}<img src=x" in found.text, place
    assert "{{7*7}}" in found.text


def test_what_cannot_be_seen_is_written_out(hostile: bytes) -> None:
    text = hostile.decode("utf-8")
    assert not [character for character in text if not character.isprintable() and character != "\n"]
    assert "\\u202egnp.exe\\u2066\\u200b\\x1b[31m\\x00\\x07\\ud800\\u2028\\x85" in text


def test_nothing_is_loaded_and_links_stay_in_the_page(hostile: bytes) -> None:
    found = Page(hostile)
    addresses = [a[n] for _, a in found.elements for n in ("src", "href", "xlink:href", "data") if n in a]
    assert all(address.startswith(("#", "data:")) for address in addresses)
    assert found.all("script") == found.all("img") == []
    style = re.search(r"<style>(.*?)</style>", hostile.decode(), re.DOTALL)
    assert style
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_the_policy_allows_pictures_in_the_page_and_its_own_style_alone(hostile: bytes) -> None:
    text = hostile.decode()
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    metas = Page(hostile).all("meta")
    (policy,) = [m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert text.index("Content-Security-Policy") < text.index("<style>")


def test_a_picture_that_is_none_is_refused_in_words(hostile: bytes) -> None:
    assert "This picture is not shown: it is not in base64." in Page(hostile).text


def test_numbers_of_every_size_have_a_finite_place(hostile: bytes) -> None:
    shapes = " ".join(a["d"] for a in Page(hostile).all("path"))
    assert not re.search(r"nan|inf|e\+?\d", shapes)


def test_ids_are_unique_and_every_link_has_its_place() -> None:
    found = page(exercise("2.1", wrong()), exercise("2.1", check()))
    ids = [a["id"] for _, a in found.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"].removeprefix("#") for a in found.all("a")} <= set(ids)
    named = {a["aria-labelledby"] for _, a in found.elements if "aria-labelledby" in a}
    assert named <= set(ids)


def test_the_page_says_score_status_and_every_check() -> None:
    found = page(exercise("1.1", check(), check("skipped")), exercise("2.1", wrong()))
    assert "5 of 15 points" in found.text
    assert "0 of 2 exercises passed" in found.text
    assert found.text.count("agrees with the analytical gradient everywhere") == 3
    for word in ("passed: agrees", "skipped: agrees", "not right yet: agrees"):
        assert word in found.text


def test_a_failed_check_shows_message_cause_and_facts() -> None:
    found = page(exercise("2.1", wrong()))
    assert "you returned [-5, 1] expected [ 5, -1] (within 3e-08)" in found.text
    assert "    expected       [ 5, -1]" not in "".join(
        found.texts
    )  # the block's own indentation is taken off
    assert "Downhill Every sign is flipped" in found.text
    assert (
        "Where f(x, y) = 3x² + xy + y² Returned [-5, 1] Expected [ 5, -1] Off by 10 Allowed 3e-08"
        in found.text
    )
    assert "Line ex_2_1_gradient.py, line 14" in found.text


def test_an_explanation_and_a_message_are_said_once() -> None:
    explained = wrong("It is off.\n\nEvery sign is flipped: that is the way down.")
    found = page(exercise("2.1", explained, explained))
    assert found.text.count("Every sign is flipped") == 1
    assert found.text.count("It is off.") == 1
    assert found.text.count("The same mistake as above: Downhill .") == 1


def test_the_order_of_convergence_is_a_picture_that_is_told_in_words_too() -> None:
    found = page(exercise("2.1", wrong()))
    (told,) = [a["aria-label"] for _, a in found.elements if a.get("role") == "img"]
    assert "with h = 0.1 off by 0.3, allowed 0.02" in told
    assert len(found.all("circle")) == 3 + 1  # one in the legend


def test_an_error_of_zero_has_no_place_on_a_logarithmic_axis() -> None:
    order = Order(steps=[0.1, 0.01], errors=[0.5, 0.0], bounds=[0.1, 0.01])
    found = page(exercise("2.1", check("failed", order=order)))
    assert len(found.all("circle")) == 1 + 1


def test_a_learners_picture_stands_beside_the_expected_one() -> None:
    picture = Picture("A line.", (Panel((line([0, 1], [0, 1], "f"), dots([0.5], [0.5])), "x", "y"),))
    drawn = exercise("1.2", check(), figures=[Figure(name="plot", png=base64.b64encode(GOOD).decode())])
    found = page(drawn, expected={"1.2": {"plot": picture, "other": picture}})
    (image,) = found.all("img")
    assert image["src"] == "data:image/png;base64," + base64.b64encode(GOOD).decode()
    assert (image["width"], image["height"]) == ("2", "3")
    assert "plot" in image["alt"]
    assert [a["aria-label"] for _, a in found.elements if a.get("role") == "img"] == ["A line."]


def test_more_pictures_than_a_reader_wants_are_counted() -> None:
    many = [Figure(name=f"plot-{i}", png=base64.b64encode(GOOD).decode()) for i in range(15)]
    found = page(exercise("1.2", check(), figures=many))
    assert len(found.all("img")) == 12
    assert "3 more pictures are not shown" in found.text


def test_a_plain_process_is_stamped() -> None:
    stamped = Page(html.render(result(exercise("1.1", check()), isolation="process"), {}))
    assert "Not isolated." in stamped.text
    assert "Not isolated." not in page(exercise("1.1", check())).text


def test_an_exercise_that_was_not_started_is_folded_away() -> None:
    found = page(exercise("1.1", check("not_started"), check("not_started")))
    assert "2 checks wait for this exercise to be started" in found.text


def test_an_empty_result_is_a_page_too() -> None:
    assert "0 of 0 points" in page().text


def test_the_same_result_gives_the_same_bytes() -> None:
    graded = result(exercise("2.1", wrong()))
    picture = Picture("A walk.", (Panel((path([0, 1, 2], [3, 1, 2], "w"),), "x", "y"),))
    assert html.render(graded, {"2.1": {"path": picture}}) == html.render(graded, {"2.1": {"path": picture}})


def test_a_long_message_is_cut_and_says_so() -> None:
    *_, last = blocks("x" * 5000)
    assert last.text == "… 1000 more characters are not shown."


def test_indented_lines_keep_their_layout() -> None:
    found = list(
        blocks("It is off.\n\n    you returned   1\n    expected       2\n\nx.py, line 3:\n    return 1")
    )
    assert [(block.kind, block.text) for block in found] == [
        ("text", "It is off."),
        ("layout", "you returned   1\nexpected       2"),
        ("text", "x.py, line 3:"),
        ("layout", "return 1"),
    ]
