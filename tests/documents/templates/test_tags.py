"""What a template asks for, found without filling it in."""

import pytest

from crm_planner.documents.proposal.fields import FIELDS
from crm_planner.documents.templates.environment import PlainData, word_environment
from crm_planner.documents.templates.tags import tag_problems, unclosed, word_source


def said(source: str) -> list[str]:
    return [str(problem) for problem in tag_problems(source, "t", FIELDS, PlainData())]


LIST = "go through it with {% for %}"
FAULTS = {
    "one\n{{ document.titel }}": '2:13: error[TPL001]: unknown field "titel" of "document". Did you mean "title"?',
    "{{ sellar.name }}": '1:4: error[TPL001]: unknown field "sellar". Did you mean "seller"?',
    "{% for row in prices.once.rows %}\n{{ row.ammount }}\n{% endfor %}": (
        '2:8: error[TPL001]: unknown field "ammount" of "row". Did you mean "amount"?'
    ),
    "{{ prices.once.rows.amount }}": (
        '1:21: error[TPL001]: "prices.once.rows.amount" is no field: "prices.once.rows" is a list: '
        f"{LIST}. Take the field itself"
    ),
    "{{ document.title.text }}": (
        '1:19: error[TPL001]: "document.title.text" is no field: "document.title" is a text. Take the field itself'
    ),
    "a\n{% for x in warnings %}\n{{ x }}": ("2:1: error[TPL002]: the tag {% for %} is never ended. Add {% endfor %}"),
    "{% if %}{% endif %}": (
        "1:1: error[TPL002]: this cannot be read as a tag: Expected an expression, got 'end of statement block'. "
        "Correct the tag"
    ),
    "\n{% fro x in y %}": (
        "2:1: error[TPL002]: this cannot be read as a tag: Encountered unknown tag 'fro'. Correct the tag"
    ),
}


@pytest.mark.parametrize(("source", "line"), FAULTS.items())
def test_a_fault_is_named_with_its_place_and_the_nearest_field(source: str, line: str) -> None:
    assert said(source) == [f"t:{line}"]


def test_every_unknown_field_is_named_at_once() -> None:
    assert len(said("{{ a1 }}{{ b2|upper }}{% if c3 %}{{ d4 ~ e5 }}{% endif %}{% set x = f6 %}{{ range(g7) }}")) == 7


@pytest.mark.parametrize(
    "source",
    [
        "{% for one in scope.included|sort %}{{ one }}{{ loop.index }}{% endfor %}",
        "{% set first = prices.once.rows|first %}{{ first.amount }}",
        "{% macro m(rows) %}{% for row in rows %}{{ row.anything }}{% endfor %}{% endmacro %}{{ m(plan.phases) }}",
        "{% if nothing is defined %}x{% endif %}",
        "{% with total = prices.total %}{{ total.figure }}{% endwith %}",
        "{% for group in (prices.once, prices.yearly) %}{{ group.title }}{% endfor %}",
        "{{ needs['items'][0] }}{{ needs.items[0] }}",
        "{% raw %}{{ not_a_field }}{% endraw %}{# {{ nor_this }} #}",
    ],
)
def test_what_is_there_is_not_complained_about(source: str) -> None:
    assert said(source) == []


def test_the_letters_of_word_tags_are_read() -> None:
    source = (
        "{%p for w in warnings %}\n{{ w }}\n{%p endfor %}\n{%tr if prices.years %}{%tr endif %}{{r document.title }}"
    )
    assert tag_problems(word_source(source), "t", FIELDS, word_environment()) == []


def test_quotation_marks_that_word_made_round_are_read() -> None:
    source = "{% if document.legal_nature == \u201coffer\u201d %}{% endif %}{{ needs[\u2018items\u2019] }}"
    assert tag_problems(word_source(source), "t", FIELDS, word_environment()) == []


def test_a_tag_left_open_in_a_paragraph_is_named_with_the_paragraph() -> None:
    [problem] = unclosed("fine {{ x }}\nTotal: {{ prices.total", "t.docx")
    expected = (
        't.docx:2:1: error[TPL002]: a tag is not closed in the paragraph "Total: {{ prices.total". Write {{ ... }}'
    )
    assert str(problem) == expected
