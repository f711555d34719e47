"""Text from outside in HTML, XML, Markdown and CSV, as their own readers read it: nothing acts, nothing is lost."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from importlib import import_module
from typing import Any
from xml.etree import ElementTree

import pytest
from hostile_text import ORDINARY, squeezed, with_every_text
from hypothesis import assume, given, settings
from markdown_it import MarkdownIt

from calcgrade.reports.escape.html import for_html
from calcgrade.reports.escape.markdown import for_markdown, for_markdown_block
from calcgrade.reports.escape.spreadsheet import for_cell
from calcgrade.reports.escape.visible import visible
from calcgrade.reports.escape.xml import for_xml

# HTML and XML: parsed


class Page(HTMLParser):
    """Everything in a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.others: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


@with_every_text
def test_html_has_the_text_and_no_element_of_its_own(text: str) -> None:
    page = Page(f"<p title=\"{for_html(text)}\" lang='{for_html(text)}'>{for_html(text)}</p>")
    assert page.tags == [("p", {"title": visible(text), "lang": visible(text)})]
    assert page.text == visible(text)
    assert page.others == []


@with_every_text
def test_xml_is_well_formed_and_has_the_text(text: str) -> None:
    element = ElementTree.fromstring(f'<a b="{for_xml(text)}">{for_xml(text)}</a>')
    assert (element.text or "", element.get("b"), len(element)) == (visible(text), visible(text), 0)
    by_a_library = ElementTree.tostring(ElementTree.Element("a", b=visible(text)), "utf-8")
    assert ElementTree.fromstring(by_a_library).get("b") == visible(text)


# Markdown: rendered by GitHub's own renderer, and by another one


def by_github(source: str) -> Page:
    cmark: Any = import_module("cmarkgfm")  # has no types
    options: Any = import_module("cmarkgfm.cmark").Options
    return Page(cmark.github_flavored_markdown_to_html(source, options.CMARK_OPT_UNSAFE))


def by_commonmark(source: str) -> Page:
    return Page(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(source))


IN_A_TABLE = "| a |\n|---|\n| {} |"
PLACES = {
    "{}": ["p"],
    "A paragraph {}": ["p"],
    "- {}": ["ul", "li"],
    "### {}": ["h3"],
    "**{}**": ["p", "strong"],
    "> {}": ["blockquote", "p"],
    IN_A_TABLE: ["table", "thead", "tr", "th", "tbody", "tr", "td"],
}


@pytest.mark.parametrize("render", [by_github, by_commonmark])
@pytest.mark.parametrize(("place", "tags"), PLACES.items())
def test_markdown_obeys_what_is_not_escaped(render: Any, place: str, tags: list[str]) -> None:
    names = [tag for tag, _ in render(place.format("x <b>y</b> [a](http://e.x)")).tags]
    assert names == [*tags, "b", "a"]


@settings(max_examples=50)
@with_every_text
@pytest.mark.parametrize("render", [by_github, by_commonmark])
@pytest.mark.parametrize(("place", "tags"), PLACES.items())
def test_markdown_shows_the_text_and_no_element_of_its_own(
    render: Any, place: str, tags: list[str], text: str
) -> None:
    assume(visible(text).strip())  # two stars and two stars more are a line
    page = render(place.format(for_markdown(text)))
    assert [tag for tag, _ in page.tags if tag != "br"] == tags
    assert not any(attributes for _, attributes in page.tags)
    assert set(page.others) <= {" "}  # the comments that part @ and # from what follows
    before = {"A paragraph {}": "A paragraph ", IN_A_TABLE: "a "}.get(place, "")
    assert squeezed(page.text) == squeezed(before + visible(text))


@with_every_text
@pytest.mark.parametrize("render", [by_github, by_commonmark])
def test_a_block_of_markdown_keeps_every_line_and_column(render: Any, text: str) -> None:
    page = render(f"Before\n\n{for_markdown_block(text)}\n\nafter *it*\n")
    assert [tag for tag, _ in page.tags] == ["p", "pre", "p", "em"]
    assert f"\n{visible(text)}\n" in page.text
    assert page.others == []


# Spreadsheets


def cells(text: str, **dialect: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text, newline=""), **dialect) for cell in row]  # type: ignore[arg-type]


def written(*row: str) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerow(row)
    return file.getvalue()


def is_formula(cell: str) -> bool:
    return cell.strip().startswith(tuple("=+-@＝＋－＠")) or cell.startswith(("\t", "\r"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "a;=1", "a\n-1"]
)
def test_a_formula_stands_behind_an_apostrophe(text: str) -> None:
    assert "'" in for_cell(text)
    assert is_formula(text.partition(";")[2].strip() or text.strip().rpartition("\n")[2])


@with_every_text
def test_no_cell_is_a_formula_and_none_is_lost(text: str) -> None:
    file = written("Ada", for_cell(text), "7")
    first, cell, last = cells(file)
    assert (first, last) == ("Ada", "7")
    assert not is_formula(cell)
    assert cell.replace("'", "") == visible(text).replace("'", "")
    # As one reads it who takes semicolons or lines for the ends of cells.
    for piece in re.split(r"[;\n]", for_cell(text)):
        assert not is_formula(piece)


@given(ORDINARY)
def test_words_and_numbers_stay_readable_in_the_source_of_every_medium(text: str) -> None:
    for escape in (for_html, for_xml, for_cell, for_markdown, for_markdown_block):
        assert squeezed(visible(text)) in squeezed(escape(text))
