"""Documents as YAML text: it reads back as the same document whatever it holds; comments stand above their subject."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.documents.yaml_text import WIDTH, yaml_text
from crm_planner.files.yaml_events import read_yaml
from crm_planner.place import Plain

LETTERS = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
TEXTS = st.text(LETTERS, max_size=30).map(str)
PLAIN = st.sampled_from(["51700", "0", "0.5", "true", "false"]).map(Plain)
VALUES = st.recursive(
    st.one_of(TEXTS, PLAIN, st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["id", "price", "items", "10", "Цена"]), inner, max_size=4),
    ),
    max_leaves=12,
)


def read(text: str) -> Any:
    tree, problems = read_yaml(text.encode(), "draft.yaml")
    assert problems == []
    return tree


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(["vendor", "editions", "items", "sources", "tax"]), VALUES, min_size=1))
def test_every_document_reads_back_as_it_is(tree: dict[str, Any]) -> None:
    assert read(yaml_text(tree)) == tree


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "null",
        "51700",
        "1e3",
        "yes: no",
        "a #b",
        "- a",
        "'a'",
        "[a]",
        "{a}",
        "a, b",
        "*a",
        "&a",
        "!a",
        "a:",
        " a",
        "2026-11-23x",
        "=1",
        "%",
        "@",
        "Prices!D14",
        "'My list'!D14",
        "前のページ",
        "line\nbreak",
        'say "so"',
        "~",
        "",
    ],
)
def test_a_text_stays_a_text(text: str) -> None:
    assert read(yaml_text({"note": text, "each": [text], "in": {"name": text}})) == {
        "note": text,
        "each": [text],
        "in": {"name": text},
    }


def test_numbers_and_dates_stand_without_quotes() -> None:
    assert yaml_text({"amount": Plain("51700"), "totals": {"10": Plain("7.5")}, "from": "2026-11-23"}) == (
        "amount: 51700\ntotals: {10: 7.5}\nfrom: 2026-11-23\n"
    )


def test_comments_stand_above_what_they_speak_of() -> None:
    tree = {"tax": "unknown", "items": [{"id": "a", "price": {"kind": "flat"}}]}
    comments = {(): ("A draft.",), ("tax",): ("Not known.",), ("items", 0, "price"): ("Printed so.",)}
    assert yaml_text(tree, comments).splitlines() == [
        "# A draft.",
        "# Not known.",
        "tax: unknown",
        "",
        "items:",
        "  - id: a",
        "    # Printed so.",
        "    price: {kind: flat}",
    ]


def test_no_line_that_can_be_broken_is_longer_than_a_screen() -> None:
    tiers = [{"up_to": Plain(str(number)), "unit": Plain("51700"), "cell": f"Prices!D{number}"} for number in range(20)]
    text = yaml_text({"items": [{"id": "a", "price": {"kind": "volume", "tiers": tiers}}]}, {(): ("A word " * 50,)})
    assert max(map(len, text.splitlines())) <= WIDTH
