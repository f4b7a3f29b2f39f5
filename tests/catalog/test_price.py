"""Prices whose amount is one figure times a count, the states that are no number, and the bounds all kinds take."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from crm_planner.catalog.offer import Basis, Status
from tests.catalog.offers import amount_of, half_up, listed, price_of, terms_at

halves = st.integers(0, 400).map(lambda number: Decimal(number) / 2)
unit_amounts = st.decimals(0, 10_000, places=6)
amounts = st.decimals(0, 100_000, places=2)


@pytest.mark.parametrize("quantity", [0, 1, 10, 1_000_000])
def test_a_flat_price_is_the_same_for_every_quantity(quantity: int) -> None:
    assert listed({"kind": "flat", "amount": 7000}, quantity) == 7000


@pytest.mark.parametrize(("quantity", "amount"), [(0, 10), (2, 10), (4, 10), (5, 10), (6, 20), (7, 30)])
def test_a_minimum_quantity_is_billed_and_free_units_are_not(quantity: int, amount: int) -> None:
    """Billed = max(quantity, minimum_quantity) - free_units: five less four is one."""
    assert listed({"kind": "per_unit", "amount": 10, "minimum_quantity": 5, "free_units": 4}, quantity) == amount


def test_more_free_units_than_are_billed_cost_nothing() -> None:
    assert listed({"kind": "per_unit", "amount": 10, "minimum_quantity": 2, "free_units": 4}, 0) == 0
    assert listed({"kind": "per_unit", "amount": 10, "minimum_quantity": 2, "free_units": 4}, 3) == 0


@given(halves, unit_amounts, halves, halves)
def test_a_price_for_each_unit_is_the_sum_of_the_halves_billed(
    quantity: Decimal, amount: Decimal, minimum: Decimal, free: Decimal
) -> None:
    price = {"kind": "per_unit", "amount": amount, "minimum_quantity": minimum, "free_units": free}
    halves_billed = [half for half in range(int(max(quantity, minimum) * 2)) if half >= free * 2]
    assert listed(price, quantity) == half_up(sum((Fraction(amount) / 2 for _ in halves_billed), Fraction(0)))


def test_a_price_of_six_decimals_is_rounded_only_once_the_quantity_is_known() -> None:
    """1,000,000 requests at 0.000004 are 4.00: rounding the unit first would make them free."""
    assert listed({"kind": "per_unit", "amount": Decimal("0.000004")}, 1_000_000) == 4


@pytest.mark.parametrize(("people", "courses"), [(0, 0), (1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_a_course_for_ten_people_is_bought_for_each_started_ten(people: int, courses: int) -> None:
    assert listed({"kind": "package", "size": 10, "amount": 6000}, people) == courses * 6000


@given(halves, st.integers(1, 60).map(lambda number: Decimal(number) / 2), unit_amounts, halves)
def test_packages_are_opened_one_after_the_other_until_everybody_fits(
    quantity: Decimal, size: Decimal, amount: Decimal, free: Decimal
) -> None:
    opened, room = 0, Decimal(0)
    while room < quantity - free:
        opened, room = opened + 1, room + size
    price = {"kind": "package", "size": size, "amount": amount, "free_units": free}
    assert listed(price, quantity) == half_up(opened * Fraction(amount))


def test_a_package_of_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="greater than 0"):
        price_of({"kind": "package", "size": 0, "amount": 6000})


@pytest.mark.parametrize("kind", ["included", "not_offered", "on_request"])
def test_a_state_has_no_amount_and_says_which_it_is(kind: str) -> None:
    offer = price_of({"kind": kind}).offer(terms_at(10))
    assert (offer.status.value, offer.formula, offer.basis) == (kind, None, None)


def test_only_missing_prices_are_gaps() -> None:
    assert [status for status in Status if status.is_gap] == [Status.NOT_OFFERED, Status.ON_REQUEST]


@pytest.mark.parametrize(("quantity", "amount"), [(0, 500), (4, 500), (5, 500), (6, 600), (9, 900), (10, 900)])
def test_minimum_and_maximum_hold_the_list_amount(quantity: int, amount: int) -> None:
    assert listed({"kind": "per_unit", "amount": 100, "minimum": 500, "maximum": 900}, quantity) == amount


def test_a_printed_minimum_is_not_rounded_to_the_step() -> None:
    price = {"kind": "per_unit", "amount": 100, "minimum": Decimal("499.99")}
    assert listed(price, 1, step=Decimal(1)) == Decimal("499.99")


def test_a_minimum_above_the_maximum_is_refused() -> None:
    with pytest.raises(ValidationError, match="minimum 900 is above maximum 500"):
        price_of({"kind": "flat", "amount": 1, "minimum": 900, "maximum": 500})


@given(halves, amounts, amounts, amounts)
def test_bounds_never_let_an_amount_out(quantity: Decimal, amount: Decimal, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    price = {"kind": "per_unit", "amount": amount, "minimum": low, "maximum": high}
    free = half_up(Fraction(amount) * Fraction(quantity))
    assert listed(price, quantity) == min(max(free, Fraction(low)), Fraction(high))


def test_the_figures_an_amount_rests_on_are_named_with_its_bounds() -> None:
    offer = price_of({"kind": "per_unit", "amount": 100, "minimum": 500}).offer(terms_at(1))
    assert offer.figures == (("amount",), ("minimum",))
    assert offer.basis is Basis.COMPUTED


def test_an_offer_says_how_many_units_are_billed() -> None:
    offer = price_of({"kind": "per_unit", "amount": 100, "minimum_quantity": 5}).offer(terms_at(3))
    assert amount_of(offer, 3) == 500
    assert offer.billed is not None


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValidationError, match="per_unit"):
        price_of({"kind": "per_seat", "amount": 100})
