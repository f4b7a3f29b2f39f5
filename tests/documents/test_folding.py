"""Tables folded into 80 columns: between words, never inside a figure, in every script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.documents.folding import FOLDED, fold, least, shared_out, width
from crm_planner.documents.page import Cell, Column, Page, Row, Table
from crm_planner.documents.plain import plain_text
from crm_planner.text import Text
from tests.documents.made import speech

WORDS = st.lists(
    st.sampled_from(["a", "price", "1\u00a0234,50", "лицензии", "価格表", "「研修」", "、", "CRM"]), max_size=12
)


@given(WORDS.map(" ".join), st.integers(12, 60))
@settings(max_examples=100)
def test_folding_loses_nothing_and_keeps_every_line_within(text: str, wide: int) -> None:
    lines = fold(text, wide)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= max(wide, least(text)) for line in lines)


def test_a_figure_is_never_broken() -> None:
    assert fold("total 1\u00a0234,50 more", 8) == ["total", "1\u00a0234,50", "more"]


def test_wide_letters_break_anywhere_but_before_a_comma() -> None:
    assert fold("研修、導入", 4) == ["研", "修、", "導入"]


@pytest.mark.parametrize(
    ("narrowest", "wanted", "available", "given_out"),
    [
        ([4, 4], [10, 6], 16, [10, 6]),
        ([4, 4], [10, 6], 12, [6, 6]),
        ([4, 4], [10, 6], 9, [4, 5]),
        ([4, 4], [10, 6], 7, None),
    ],
)
def test_the_last_columns_are_served_first(
    narrowest: list[int], wanted: list[int], available: int, given_out: list[int] | None
) -> None:
    assert shared_out(narrowest, wanted, available) == given_out


def table(cells: int, words: str) -> Page:
    columns = tuple(Column(Text.plain(f"head {number}"), "left") for number in range(cells))
    row = Row(Text.plain("a label of several words"), tuple(Cell(Text.plain(words)) for _ in range(cells)))
    return Page(Text.plain("title"), (Table(Text.plain("corner"), columns, (row, row), folded=True),))


@pytest.mark.parametrize(
    ("cells", "words"), [(1, "one two"), (4, "some words to be folded 1,234,567"), (30, "wide " * 9)]
)
def test_a_folded_table_fits_however_many_columns_it_has(cells: int, words: str) -> None:
    lines = plain_text(table(cells, words.strip()), speech()).splitlines()
    assert all(width(line) <= FOLDED for line in lines)
    assert sum("label" in line for line in lines) == 2
