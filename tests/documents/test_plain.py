"""Plain aligned text, for pipes."""

import unicodedata

import pytest

from crm_planner.documents.comparison import comparison_page
from crm_planner.documents.folding import width
from crm_planner.documents.page import Cell, Column, Outline, Page, Row, Table
from crm_planner.documents.plain import plain_text
from crm_planner.text import LANGUAGES, Message, Text
from tests.documents.made import speech, two_vendors

BOXES = {chr(code) for code in range(0x2500, 0x2580)}


def page(*rows: tuple[str, Cell]) -> Page:
    table = Table(
        Text.plain(""), (Column(Text.plain("価格表")),), tuple(Row(Text.plain(label), (cell,)) for label, cell in rows)
    )
    return Page(Text.plain("title"), (table,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_are_aligned_in_every_language(language: str) -> None:
    """Counted as a terminal counts: wide letters take two columns."""
    text = plain_text(comparison_page(two_vendors()), speech(language))
    head, rule, *body = text.split("\n\n")[1].splitlines()
    assert width(head) == width(rule) == len(rule)
    licences, amounts = body[2], body[3]
    assert width(licences) == width(amounts) == width(head)


def test_there_is_no_colour_and_no_box_in_plain_text() -> None:
    text = plain_text(comparison_page(two_vendors()), speech())
    assert "\x1b" not in text
    assert not set(text) & BOXES


def test_a_sign_behind_a_figure_leaves_digits_aligned() -> None:
    lines = plain_text(page(("a", Cell(10, "figure", after="*")), ("b", Cell(1000, "figure"))), speech()).splitlines()
    assert lines[-2].index("0*") == lines[-1].rindex("0")


def test_width_counts_wide_letters_twice_and_combining_marks_not() -> None:
    assert width("abc") == 3
    assert width("価格") == 4
    assert width("Ａ") == 2
    assert width(unicodedata.normalize("NFD", "ё")) == 1


def test_heads_of_our_own_words_get_a_capital_and_data_does_not() -> None:
    table = Table(
        Message("category"),
        (Column(Text.plain("iCRM")),),
        (Row("training", (Cell(1),)), Row(Text.plain("x"), (Cell(1),))),
    )
    text = plain_text(Page(Text.plain("t"), (table,)), speech())
    assert "Category  iCRM" in text
    assert "\nTraining" in text
    assert "\nx " in text


def test_an_outline_is_indented() -> None:
    outline = Outline(((0, Text.plain("total")), (1, Text.plain("part")), (2, Text.plain("place"))))
    assert plain_text(Page(Text.plain("t"), (outline,)), speech()) == "t\n\ntotal\n  part\n    place\n"


def test_a_page_admits_texts_in_other_languages() -> None:
    shown = plain_text(Page(Text.plain("t"), ()).admitting({"ru", "en"}), speech())
    assert shown.endswith("Some texts are not written in this language; they are shown in: en, ru\n")
