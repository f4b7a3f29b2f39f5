"""Percentages of other items and hours at a role's rate, against fractions."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from crm_planner.catalog.offer import Base, Basis, Status
from crm_planner.formula.expression import Number
from crm_planner.formula.units import HOURS
from tests.catalog.offers import RUB, amount_of, half_up, price_of, terms_at

SUPPORT: dict[str, Any] = {"kind": "percent", "rate": 15, "of": ["licences"]}
HOURS_OF_WORK: dict[str, Any] = {"kind": "effort", "hours": {"low": 2, "likely": 3, "high": 8}, "role": "trainer"}
RATE = {"trainer": Number(Decimal(1500), RUB / HOURS)}


def priced(
    item: str, list_amount: Decimal | int, net_amount: Decimal | int | None = None, basis: Basis = Basis.PUBLISHED
) -> Base:
    net = list_amount if net_amount is None else net_amount
    return Base(item, Status.PRICED, basis, Number(Decimal(list_amount), RUB), Number(Decimal(net), RUB))


def of(written: dict[str, Any], *bases: Base, step: str = "1") -> Decimal | str:
    known = {base.item: (base,) for base in bases} | {"licence": bases}
    return amount_of(price_of(written).offer(terms_at(10, Decimal(step), known)), 10)


def test_support_of_the_seed_is_a_percentage_of_the_licences_to_the_rouble() -> None:
    assert of(SUPPORT, priced("licences", 87768)) == 13165


@pytest.mark.parametrize(("base", "amount"), [("list", 15000), ("net", 12000)])
def test_the_base_is_the_amount_before_or_after_discount(base: str, amount: int) -> None:
    assert of(SUPPORT | {"base": base}, priced("licences", 100_000, 80_000)) == amount


def test_per_line_rounds_each_part_and_total_only_the_sum() -> None:
    """15 % of 10 is 1.5: two of them are 3 together, and 2 + 2 rounded one by one."""
    both = (priced("server", 10), priced("seats", 10))
    assert of(SUPPORT | {"of": ["licence"]}, *both) == 3
    assert of(SUPPORT | {"of": ["licence"], "per": "line"}, *both) == 4


@pytest.mark.parametrize(
    ("bases", "basis"),
    [
        ((Basis.PUBLISHED, Basis.QUOTED), Basis.COMPUTED),
        ((Basis.PUBLISHED, Basis.EXTRAPOLATED), Basis.EXTRAPOLATED),
        ((Basis.EXTRAPOLATED, Basis.ASSUMED), Basis.ASSUMED),
    ],
)
def test_a_percentage_is_no_firmer_than_what_it_is_a_percentage_of(bases: tuple[Basis, Basis], basis: Basis) -> None:
    known = tuple(priced(f"item-{one}", 100, basis=one) for one in bases)
    assert price_of(SUPPORT | {"of": ["licence"]}).offer(terms_at(10, Decimal(1), {"licence": known})).basis is basis


def test_an_item_named_twice_counts_once() -> None:
    assert of(SUPPORT | {"of": ["licences", "licence"]}, priced("licences", 1000)) == 150


@pytest.mark.parametrize("status", [Status.INCLUDED, Status.NOT_OFFERED])
def test_included_and_not_offered_items_count_nothing(status: Status) -> None:
    missing = Base("training", status, None, None, None)
    assert of(SUPPORT | {"of": ["licence"]}, priced("licences", 1000), missing) == 150
    assert of(SUPPORT | {"of": ["training"]}, missing) == 0


def test_a_percentage_of_an_unknown_price_is_unknown() -> None:
    unknown = Base("server", Status.ON_REQUEST, None, None, None)
    assert of(SUPPORT | {"of": ["licence"]}, priced("licences", 1000), unknown) == "on_request"


def test_a_percentage_of_nothing_at_all_is_nought() -> None:
    assert of(SUPPORT | {"of": ["other"]}) == 0


amounts = st.lists(st.decimals(0, 100_000, places=2), min_size=1, max_size=4)
rates = st.decimals(0, 1000, places=3)


@given(amounts, rates, st.sampled_from(["0.01", "1", "0.05"]))
def test_a_percentage_equals_its_fraction(amounts: list[Decimal], rate: Decimal, step: str) -> None:
    bases = [priced(f"item{number}", amount) for number, amount in enumerate(amounts)]
    written = {"kind": "percent", "rate": rate, "of": ["licence"]}
    shares = [Fraction(rate) * Fraction(amount) / 100 for amount in amounts]
    assert of(written, *bases, step=step) == half_up(sum(shares, Fraction(0)), Decimal(step))
    by_line = sum(half_up(one, Decimal(step)) for one in shares)
    assert of(written | {"per": "line"}, *bases, step=step) == by_line


def test_hours_cost_their_likely_number_at_the_rate_of_the_role() -> None:
    offer = price_of(HOURS_OF_WORK).offer(terms_at(10, rates=RATE, named=False))
    assert amount_of(offer, 10) == 4500
    assert offer.basis is Basis.ASSUMED


@pytest.mark.parametrize("quantity", [0, 1, 10])
def test_hours_are_counted_for_each_unit_only_if_the_item_names_a_quantity(quantity: int) -> None:
    offer = price_of(HOURS_OF_WORK).offer(terms_at(quantity, rates=RATE, named=True))
    assert amount_of(offer, quantity) == 4500 * quantity


def test_hours_without_a_rate_are_on_request_and_name_the_role() -> None:
    offer = price_of(HOURS_OF_WORK).offer(terms_at(10))
    assert offer.status is Status.ON_REQUEST
    assert offer.reason is not None
    assert "trainer" in offer.reason.say(str, str)


def test_hours_out_of_order_are_refused() -> None:
    with pytest.raises(ValidationError, match="not in ascending order"):
        price_of(HOURS_OF_WORK | {"hours": {"low": 4, "likely": 3, "high": 8}})


@given(st.decimals(0, 1000, places=2), st.decimals(0, 10_000, places=6), st.integers(0, 50))
def test_effort_equals_hours_times_rate_times_quantity(hours: Decimal, rate: Decimal, quantity: int) -> None:
    written = {"kind": "effort", "hours": {"low": 0, "likely": hours, "high": 1000}, "role": "trainer"}
    offer = price_of(written).offer(terms_at(quantity, rates={"trainer": Number(rate, RUB / HOURS)}))
    assert amount_of(offer, quantity) == half_up(Fraction(hours) * Fraction(rate) * quantity)
