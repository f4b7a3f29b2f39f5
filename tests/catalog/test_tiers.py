"""Prices by tier against summing unit by unit, at every bound and just beside it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from crm_planner.catalog.offer import Status
from tests.catalog.offers import Amount, half_up, listed, price_of, terms_at

Tier = Mapping[str, Any]

VOLUME: dict[str, Any] = {
    "kind": "volume",
    "tiers": [{"up_to": 5, "unit": 7}, {"up_to": 10, "unit": Decimal("6.5"), "flat": 2}, {"unit": 6, "flat": 3}],
}
GRADUATED = VOLUME | {"kind": "graduated"}
ASKING: list[Tier] = [{"up_to": 5, "unit": 7}, {"up_to": 10, "on_request": True}, {"unit": 6}]


@pytest.mark.parametrize(
    ("quantity", "amount"), [(0, "0"), (1, "7"), (5, "35"), (6, "41.00"), (10, "67.00"), (11, "69"), (25, "153")]
)
def test_all_units_cost_what_the_tier_of_the_quantity_says(quantity: int, amount: str) -> None:
    assert listed(VOLUME, quantity) == Decimal(amount)


@pytest.mark.parametrize(
    ("quantity", "amount"), [(0, "0"), (1, "7"), (5, "35"), (6, "43.50"), (10, "69.50"), (11, "78.50"), (25, "162.50")]
)
def test_each_slice_costs_what_its_own_tier_says(quantity: int, amount: str) -> None:
    """A flat amount is due once the quantity enters its tier: at 6 and at 11, not at 5 and 10."""
    assert listed(GRADUATED, quantity) == Decimal(amount)


@pytest.mark.parametrize("kind", ["volume", "graduated"])
def test_the_next_tier_begins_just_above_a_decimal_bound(kind: str) -> None:
    price = {"kind": kind, "tiers": [{"up_to": Decimal("2.5"), "flat": 10}, {"flat": 20}]}
    above = 20 if kind == "volume" else 30
    assert [listed(price, Decimal(at)) for at in ("2.5", "2.500001", "3")] == [10, above, above]


@pytest.mark.parametrize("kind", ["volume", "graduated"])
def test_the_flat_amount_of_the_first_tier_is_due_at_quantity_nought(kind: str) -> None:
    assert listed({"kind": kind, "tiers": [{"up_to": 5, "flat": 100, "unit": 1}, {"unit": 1}]}, 0) == 100


@pytest.mark.parametrize(
    ("quantity", "amount"), [(5, Decimal(35)), (6, "on_request"), (10, "on_request"), (11, Decimal(66))]
)
def test_a_volume_tier_on_request_leaves_the_others_their_price(quantity: int, amount: Amount) -> None:
    assert listed({"kind": "volume", "tiers": ASKING}, quantity) == amount


@pytest.mark.parametrize(
    ("quantity", "amount"), [(0, Decimal(0)), (5, Decimal(35)), (6, "on_request"), (11, "on_request")]
)
def test_a_graduated_tier_on_request_hides_everything_above_it(quantity: int, amount: Amount) -> None:
    assert listed({"kind": "graduated", "tiers": ASKING}, quantity) == amount


def test_an_offer_on_request_says_from_where() -> None:
    reason = price_of({"kind": "volume", "tiers": ASKING}).offer(terms_at(6)).reason
    assert reason is not None
    assert reason.say(str, str) == "above 5 the price is on request"


@pytest.mark.parametrize(
    ("tiers", "said"),
    [
        ([{"unit": 7}, {"unit": 6}], "tier 1 has no up_to"),
        ([{"up_to": 5, "unit": 7}], "the last tier ends at 5"),
        ([{"up_to": 5, "unit": 7}, {"up_to": 5, "unit": 6}, {"unit": 5}], "up_to 5 does not follow 5"),
        ([{"up_to": 5, "unit": 7}, {"up_to": 4, "unit": 6}, {"unit": 5}], "up_to 4 does not follow 5"),
        ([{"unit": 7, "on_request": True}], "a tier on request has no unit or flat price"),
    ],
)
def test_tiers_that_leave_a_quantity_in_doubt_are_refused(tiers: list[Tier], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        price_of({"kind": "graduated", "tiers": tiers})


@st.composite
def tiers(draw: st.DrawFn) -> list[Tier]:
    """One to five tiers that end at halves; now and then one is on request."""
    bounds = sorted(draw(st.sets(st.integers(1, 60), max_size=4)))
    drawn: list[Tier] = []
    for bound in [*(Decimal(bound) / 2 for bound in bounds), None]:
        priced = {"unit": draw(st.decimals(0, 100, places=6)), "flat": draw(st.decimals(0, 100, places=2))}
        tier: Tier = {"on_request": True} if draw(st.integers(0, 9)) == 0 else priced
        drawn.append(tier if bound is None else {"up_to": bound, **tier})
    return drawn


halves = st.integers(0, 80).map(lambda number: Decimal(number) / 2)


def tier_of(tiers: list[Tier], at: Decimal) -> Tier:
    """The first tier that reaches up to `at`."""
    return next(tier for tier in tiers if "up_to" not in tier or at <= tier["up_to"])


@given(tiers(), halves)
def test_volume_equals_pricing_half_after_half_at_one_tier(tiers: list[Tier], quantity: Decimal) -> None:
    tier = tier_of(tiers, quantity)
    amount = listed({"kind": "volume", "tiers": tiers}, quantity)
    if "on_request" in tier:
        assert amount == Status.ON_REQUEST.value
        return
    units = sum((Fraction(tier["unit"]) / 2 for _ in range(int(quantity * 2))), Fraction(0))
    assert amount == half_up(units + Fraction(tier["flat"]))


@given(tiers(), halves)
def test_graduated_equals_pricing_half_after_half_each_at_its_own_tier(tiers: list[Tier], quantity: Decimal) -> None:
    entered = [tier_of(tiers, Decimal(0))]
    total = Fraction(0)
    for half in range(1, int(quantity * 2) + 1):
        tier = tier_of(tiers, Decimal(half) / 2)
        if tier is not entered[-1]:
            entered.append(tier)
        total += Fraction(tier.get("unit", 0)) / 2
    amount = listed({"kind": "graduated", "tiers": tiers}, quantity)
    if any("on_request" in tier for tier in entered):
        assert amount == Status.ON_REQUEST.value
        return
    assert amount == half_up(total + sum(Fraction(tier["flat"]) for tier in entered))
