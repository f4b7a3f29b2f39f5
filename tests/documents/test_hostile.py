"""Names that try to be something else in one of the formats: every format shows them as the text they are."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from crm_planner.compare.table import Comparison
from crm_planner.documents.comparison import comparison_page
from crm_planner.documents.estimate import estimate_page
from crm_planner.documents.plain import plain_text
from crm_planner.documents.table_csv import comparison_csv
from crm_planner.documents.table_html import html
from crm_planner.documents.table_json import comparison_json
from crm_planner.documents.table_markdown import markdown
from crm_planner.problem import visible
from crm_planner.text import Text
from tests.documents.made import TEMPLATES, comparison, estimate, line, speech

NAMES = [
    *("[red]x[/red]", "[/red]", ":smile:"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "|calc", '=HYPERLINK("x")', "\uff1d1+1"),
    *("<script>alert(1)</script>", "</title><b>", '" onload="x', "&lt;"),
    *("a|b", "a`b`", "*a* _b_ ~~c~~", "![x](y)", "# a", "1. a", "www.example.com", "\\"),
    *("{client}", "{{ 7*7 }}", "{% raw %}", "%s"),
    *("\x1b[31mred", "\x07", "\x9b31m", "\u202eabc", "\u2066x", "\ufeffx", "\u200bx"),
    *("שלום", "مرحبا", "価格表", "é\u0301", "x" * 200, "a\nb", "a\rb", "a\tb", "'quoted'"),
]
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
hostile = pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:30])


def named(name: str) -> Comparison:
    text = Text.plain(name)
    made = estimate("a/b", line("licence", "5", name=text), text=text)
    return comparison(made, client=text)


@hostile
def test_plain_text_shows_it_on_one_line_and_sends_the_terminal_nothing(name: str) -> None:
    shown = plain_text(comparison_page(named(name)), speech())
    assert visible(name) in shown
    assert not UNSAFE.search(shown)


@hostile
def test_json_holds_it_unchanged(name: str) -> None:
    document = json.loads(comparison_json(named(name), speech()))
    assert document["client"] == name
    assert document["candidates"][0]["edition"] == document["candidates"][0]["lines"][0]["name"] == name


@hostile
def test_csv_holds_it_and_no_formula(name: str) -> None:
    text = comparison_csv(named(name), speech())
    assert text.startswith("\ufeff")
    first = next(csv.DictReader(io.StringIO(text[1:], newline="")))
    assert first["product"].removeprefix("'" if not name.startswith("'") else "") == name
    assert first["amount"] == "5.00"
    assert not [value for value in first.values() if value.startswith(tuple("=+-@|\t\r\uff1d"))]


@hostile
def test_markdown_shows_it_as_text(name: str) -> None:
    text = markdown(comparison_page(named(name)), speech())
    assert not re.search(r"(?<!\\)[<>`!\[\]{}_&#]", re.sub(r"^# |\| --- \|", "", text, flags=re.MULTILINE))
    rows = [row for row in text.splitlines() if row.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {3}
    assert visible(name) in re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


class Reader(HTMLParser):
    """What a browser would see: texts, and names of elements and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@hostile
def test_html_shows_it_as_text(name: str) -> None:
    reader = Reader()
    reader.feed(html(comparison_page(named(name)), speech(), TEMPLATES))
    assert any(visible(name) in text for text in reader.texts)
    assert not reader.elements & {"script", "b", "img", "iframe", "a"}
    assert not [attribute for attribute in reader.attributes if attribute.startswith("on")]
    assert not UNSAFE.search("".join(reader.texts))


@hostile
def test_an_estimate_shows_it_too(name: str) -> None:
    made = named(name)
    shown = plain_text(estimate_page(made, made.estimates[0]), speech())
    assert visible(name) in shown
    assert not UNSAFE.search(shown)
