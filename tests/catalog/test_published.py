"""Printed totals: exact where they are printed, extrapolated elsewhere, against straight lines in fractions."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from crm_planner.catalog.offer import Basis
from tests.catalog.offers import Amount, half_up, listed, price_of, terms_at

ONE = Decimal(1)


def published(totals: dict[Any, Any], between: str = "linear") -> dict[str, Any]:
    return {"kind": "published", "totals": totals, "between": between}


@pytest.mark.parametrize(
    ("licences", "amount"), [(0, 0), (1, 8777), (9, 78991), (10, 87768), (11, 96545), (15, 131652), (25, 219420)]
)
def test_one_printed_total_is_continued_in_proportion(licences: int, amount: int) -> None:
    assert listed(published({10: 87768}), licences, ONE) == amount


@pytest.mark.parametrize(
    ("quantity", "amount"), [(0, 0), (1, 100), (10, 1000), (11, 1080), (20, 1800), (21, 1870), (30, 2500), (40, 3200)]
)
def test_several_printed_totals_are_joined_and_the_last_line_goes_on(quantity: int, amount: int) -> None:
    assert listed(published({10: 1000, 20: 1800, 30: 2500}), quantity) == amount


def test_the_order_of_the_printed_totals_does_not_matter() -> None:
    assert listed(published({30: 2500, 10: 1000, 20: 1800}), 15) == 1400


def test_a_falling_last_line_never_goes_below_nought() -> None:
    assert listed(published({10: 1000, 20: 100}), 1000) == 0


@pytest.mark.parametrize(
    ("quantity", "amount"),
    [(0, Decimal(1000)), (10, Decimal(1000)), (11, Decimal(1800)), (20, Decimal(1800)), (21, "on_request")],
)
def test_step_takes_the_next_printed_quantity_up(quantity: int, amount: Amount) -> None:
    assert listed(published({10: 1000, 20: 1800}, "step"), quantity) == amount


@pytest.mark.parametrize(
    ("quantity", "basis"),
    [(9, Basis.EXTRAPOLATED), (10, Basis.PUBLISHED), (11, Basis.EXTRAPOLATED), (20, Basis.PUBLISHED)],
)
@pytest.mark.parametrize("between", ["linear", "step"])
def test_a_figure_is_published_only_where_it_is_printed(quantity: int, basis: Basis, between: str) -> None:
    assert price_of(published({10: 1000, 20: 1800}, between)).offer(terms_at(quantity)).basis is basis


@pytest.mark.parametrize(
    ("quantity", "named"), [(5, ["10"]), (10, ["10"]), (15, ["10", "20"]), (25, ["20", "30"]), (35, ["20", "30"])]
)
def test_an_amount_names_the_printed_totals_it_rests_on(quantity: int, named: list[str]) -> None:
    offer = price_of(published({10: 1000, 20: 1800, 30: 2500})).offer(terms_at(quantity))
    assert [path[-1] for path in offer.figures] == named


def test_a_printed_total_finer_than_the_rounding_step_stays_as_printed() -> None:
    price = published({10: Decimal("999.50"), 20: Decimal("1800.49")})
    assert [listed(price, at, ONE) for at in (9, 10, 11, 20)] == [900, Decimal("999.50"), 1080, Decimal("1800.49")]


def test_one_quantity_printed_twice_is_refused() -> None:
    with pytest.raises(ValidationError, match="two of the quantities are equal"):
        price_of(published({"10": 1000, "10.0": 1100}))


def test_a_total_for_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="greater than 0"):
        price_of(published({0: 1000}))


points = st.dictionaries(st.integers(1, 60), st.decimals(0, 10_000, places=2), min_size=1, max_size=4)
steps = st.sampled_from([Decimal("0.01"), Decimal("0.05"), ONE, Decimal(100)])
halves = st.integers(0, 150).map(lambda number: Decimal(number) / 2)


def straight(totals: dict[int, Decimal], at: Fraction) -> Fraction:
    """The height at `at` of the line through the two printed points next to it, the first of all being nothing."""
    known = [(Fraction(0), Fraction(0)), *sorted((Fraction(x), Fraction(y)) for x, y in totals.items())]
    right = next((index for index, (x, _) in enumerate(known) if index and at <= x), len(known) - 1)
    left = right - 1
    (x0, y0), (x1, y1) = known[left], known[right]
    return y0 + (y1 - y0) * (at - x0) / (x1 - x0)


@given(points, halves, steps)
def test_linear_equals_straight_lines_in_fractions(
    totals: dict[int, Decimal], quantity: Decimal, step: Decimal
) -> None:
    exact = max(straight(totals, Fraction(quantity)), Fraction(0))
    printed = totals.get(int(quantity)) if quantity == int(quantity) else None
    assert listed(published(totals), quantity, step) == (half_up(exact, step) if printed is None else printed)


@given(points, halves)
def test_step_equals_looking_along_the_printed_list(totals: dict[int, Decimal], quantity: Decimal) -> None:
    expected = next((totals[size] for size in sorted(totals) if quantity <= size), "on_request")
    assert listed(published(totals, "step"), quantity) == expected
