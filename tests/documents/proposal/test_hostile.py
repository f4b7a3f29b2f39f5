"""Hostile text in every field of a proposal: Markdown and HTML show it as the text it is, whole and without effect."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest

from crm_planner.documents.proposal.html import proposal_html
from crm_planner.documents.proposal.markdown import proposal_markdown
from crm_planner.problem import visible
from tests.documents.proposal.made import TEMPLATES, context, proposed
from tests.documents.test_hostile import NAMES, UNSAFE

KEPT = ("schema", "language", "id", "legal_nature", "band_id", "chosen", "logo", "address")
"""Keys whose values are the program's own words."""

hostile = pytest.mark.parametrize(
    "name", [name for name in NAMES if "\n" not in name], ids=lambda name: ascii(name)[:30]
)


def poisoned(node: Any, name: str, key: str = "") -> Any:
    """The data of a proposal with `name` in place of every text, as `FormalSpeech.text` would write it."""
    if isinstance(node, dict):
        return {key: poisoned(one, name, key) for key, one in node.items()}
    if isinstance(node, list):
        return [poisoned(one, name, key) for one in node]
    return node if key in KEPT or not node else visible(name)


@cache
def example() -> dict[str, Any]:
    return context(proposed("firm-of-25.yaml", "regionsoft/standard", "answers.CL-05.1=no", "horizon_years=2"))


class Reader(HTMLParser):
    """What a browser would see: texts, elements, and the names and values of attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


@hostile
def test_html_shows_it_as_text_and_adds_no_element(name: str) -> None:
    plain, page = harmless("html"), proposal_html(poisoned(example(), name), TEMPLATES)
    before, after = Reader(plain), Reader(page)
    assert after.elements == before.elements
    assert after.texts.count(visible(name).strip()) == before.texts.count("harmless") > 300
    assert not UNSAFE.search(page)
    assert "default-src 'none'" in page


@cache
def harmless(form: str) -> str:
    render = proposal_html if form == "html" else proposal_markdown
    return render(poisoned(example(), "harmless"), TEMPLATES)


def bars(page: str) -> Iterator[int]:
    """How many cells each line of a table has, and which lines are headings or begin a list."""
    for line in page.splitlines():
        yield len(re.findall(r"(?<!\\)\|", re.sub(r"\\\\", "", line)))


@hostile
def test_markdown_shows_it_as_text_and_keeps_every_table(name: str) -> None:
    plain, page = harmless("markdown"), proposal_markdown(poisoned(example(), name), TEMPLATES)
    assert [*bars(page)] == [*bars(plain)]
    assert re.findall(r"^(?:#+|- |> | {2}- )", page, re.MULTILINE) == re.findall(
        r"^(?:#+|- |> | {2}- )", plain, re.MULTILINE
    )
    read = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", page)
    assert read.count(visible(name)) >= plain.count("harmless") > 300
    assert not re.search(r"(?<!\\)[<`\[\]{}]", re.sub(r"\\\\", "", page))


def test_templates_are_run_on_data_and_never_on_what_it_says() -> None:
    page = proposal_markdown(poisoned(example(), "{{ 7*7 }}{% include '/etc/passwd' %}"), TEMPLATES)
    assert "49" not in page
    assert "root:" not in page
