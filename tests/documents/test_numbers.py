"""Numbers and dates against Babel, which knows every language and is too slow to start."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.documents.numbers import digits_for, with_digits, written_date, written_number
from crm_planner.text import LANGUAGES

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
@given(amount=AMOUNTS)
def test_amounts_are_written_as_babel_writes_them(language: str, amount: Decimal) -> None:
    """A minus is the plain one in all three."""
    assert written_number(amount, language) == format_decimal(amount, "#,##0.00", locale=language)


@languages
@given(whole=st.integers(-(10**12), 10**12))
def test_whole_numbers_are_written_as_babel_writes_them(language: str, whole: int) -> None:
    assert written_number(whole, language) == format_decimal(whole, locale=language)


@given(day=st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_dates_are_written_as_babel_writes_them(day: date) -> None:
    """In English the ISO form: 11/12 means two days."""
    assert written_date(day, "en") == day.isoformat()
    assert written_date(day, "ru") == format_date(day, "dd.MM.y", locale="ru")
    assert written_date(day, "ja") == format_date(day, "medium", locale="ja")


@given(amount=st.decimals(min_value=0, max_value=10**12, places=4))
def test_digits_are_added_and_never_cut(amount: Decimal) -> None:
    assert with_digits(amount, 2) == amount


def test_decimals_are_shown_only_if_one_amount_has_some() -> None:
    assert digits_for([Decimal("12.00"), Decimal(7)], 2) == 0
    assert digits_for([Decimal("12.50"), Decimal(7)], 2) == 2
    assert with_digits(Decimal("1E+3"), 2) == Decimal("1000.00")
    assert str(with_digits(Decimal("1E+3"), 0)) == "1000"


def test_a_fraction_without_end_says_that_it_is_rounded() -> None:
    assert written_number(Fraction(1, 3), "en") == "≈ 0.333333"
    assert written_number(Fraction(3, 8), "ru") == "0,375"
