"""Bars for quick sight: as wide in every language, with and without blocks."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.documents.bars import WIDE, Bar, Spark, share
from crm_planner.documents.comparison import comparison_page
from crm_planner.documents.folding import width
from crm_planner.documents.plain import plain_text
from crm_planner.documents.rows_drawn import drawn_rows
from crm_planner.estimate.lines import Estimate, Range
from tests.documents.made import speech, two_vendors

SHARES = st.integers(0, 1000).map(lambda thousandths: Decimal(thousandths) / 1000)


@given(st.lists(SHARES, min_size=3, max_size=3).map(sorted))
@settings(max_examples=60)
def test_a_bar_is_always_as_wide_and_blocks_and_letters_show_the_same(ends: list[Decimal]) -> None:
    low, mark, high = ends
    bar = Bar(low, high, mark)
    plain, blocks = str(bar), bar.drawn(blocks=True)
    assert width(plain) == width(blocks) == WIDE
    assert plain.isascii()
    assert [letter == "|" for letter in plain] == [letter == "│" for letter in blocks]
    assert [letter == "=" for letter in plain] == [letter == "█" for letter in blocks]


@pytest.mark.parametrize(
    ("low", "high", "mark", "drawn"),
    [
        ("0", "1", None, "===================="),
        ("0", "0.5", None, "==========.........."),
        ("0", "0.51", None, "===========........."),
        ("0", "0", None, "...................."),
        ("0.5", "0.5", "0.5", "..........|........."),
        ("0.25", "0.75", "0.5", ".....=====|====....."),
        ("0", "0.001", None, "=..................."),
        ("0.999", "1", "1", "...................|"),
    ],
)
def test_a_bar_shows_what_it_says(low: str, high: str, mark: str | None, drawn: str) -> None:
    assert str(Bar(Decimal(low), Decimal(high), (mark and Decimal(mark)) or None)) == drawn


def test_a_share_of_nothing_stands_at_the_beginning() -> None:
    assert share(Decimal(5), Decimal(5), Decimal(5)) == 0
    assert share(Decimal(7), Decimal(5), Decimal(9)) == Decimal("0.5")


def test_a_sparkline_has_a_column_for_each_value_and_shows_nothing_apart_from_little() -> None:
    line = Spark(tuple(map(Decimal, ("1", "0", "0.001", "0.5"))))
    assert (str(line), line.drawn(blocks=True)) == ("8014", "█·▁▄")


def drawn(estimates: tuple[Estimate, ...]) -> list[list[str]]:
    return [[str(cell.value) for cell in row.cells] for row in drawn_rows(estimates)]


def test_totals_are_drawn_on_one_scale_and_what_nobody_knows_is_left_empty() -> None:
    first, second = two_vendors().estimates[:2]
    half = first.totals._replace(like_for_like=Range(Decimal(50), Decimal(50), Decimal(50)))
    whole = second.totals._replace(like_for_like=Range(Decimal(100), Decimal(100), Decimal(100)))
    unknown = first._replace(totals=first.totals._replace(like_for_like=None))
    found = drawn((first._replace(totals=half), second._replace(totals=whole), unknown))
    assert found[0] == ["======......", "============", "None"]


def test_bars_stand_in_a_comparison_only_where_somebody_looks() -> None:
    shown, piped = (plain_text(comparison_page(two_vendors(), drawn=looks), speech()) for looks in (True, False))
    assert "Like for like, drawn" in shown
    assert "drawn" not in piped


def test_one_candidate_alone_is_not_drawn() -> None:
    assert drawn(two_vendors().estimates[:1]) == []
