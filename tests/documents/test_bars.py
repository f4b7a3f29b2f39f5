"""Bars for quick sight: as wide in every language, with and without blocks."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.documents.bars import WIDE, Bar, share
from crm_planner.documents.folding import width

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
