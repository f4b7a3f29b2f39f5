"""The page as Markdown."""

import pytest

from crm_planner.documents.comparison import comparison_page
from crm_planner.documents.page import Outline, Page
from crm_planner.documents.table_markdown import escaped, markdown
from crm_planner.text import Text
from tests.documents.made import speech, two_vendors


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1,234.50", "1,234.50"),
        ("2026-11-23", "2026-11-23"),
        ("a|b", r"a\|b"),
        ("www.example.com", r"www\.example\.com"),
        ("1. first", r"1\. first"),
        ("- x", r"\- x"),
        ("~252,333*", r"\~252,333\*"),
        ("two\nlines", "two lines"),
        ("\\", "\\\\"),
    ],
)
def test_only_what_could_be_markup_is_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_table_has_a_head_a_rule_and_as_many_cells_in_each_row() -> None:
    lines = [one for one in markdown(comparison_page(two_vendors()), speech()).splitlines() if one.startswith("|")]
    assert lines[0] == "| RUB | North CRM | Rival CRM |"
    assert lines[1] == "| --- | --: | --: |"
    assert {one.count("|") for one in lines} == {4}
    assert r"| **First\-year total** | **100,000\*** | **\~96,000** |" in lines


def test_notes_are_a_list_and_outlines_are_nested() -> None:
    outline = Outline(((0, Text.plain("total")), (1, Text.plain("part"))))
    page = Page(Text.plain("t"), (outline,), (Text.plain("note"),))
    assert markdown(page, speech()) == "# t\n\n- total\n  - part\n\n- note\n"
