"""Packs against trying every set: the cheapest that covers, the cheapest that fits exactly, the cheapest single one."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from crm_planner.catalog.packs import PacksPrice
from tests.catalog.offers import Amount, listed, price_of, terms_at

SOLD = {1: 100, 5: 400, 10: 700}


def packs(combine: str, sold: dict[int, Any] | None = None) -> dict[str, Any]:
    return {"kind": "packs", "packs": SOLD if sold is None else sold, "combine": combine}


@pytest.mark.parametrize(
    ("quantity", "amount"), [(0, 0), (1, 100), (4, 400), (5, 400), (6, 500), (9, 700), (10, 700), (11, 800), (25, 1800)]
)
def test_the_cheapest_set_that_covers_may_hold_more(quantity: int, amount: int) -> None:
    """Nine people buy the pack of ten: 700 against 800 for five and four singles."""
    assert listed(packs("cover"), quantity) == amount


@pytest.mark.parametrize(("quantity", "amount"), [(0, 0), (1, 100), (9, 800), (10, 700), (11, 800)])
def test_the_cheapest_exact_set_holds_neither_more_nor_less(quantity: int, amount: int) -> None:
    assert listed(packs("exact"), quantity) == amount


@pytest.mark.parametrize(
    ("quantity", "amount"), [(0, Decimal(0)), (1, Decimal(100)), (6, Decimal(700)), (11, "on_request")]
)
def test_a_single_pack_must_be_large_enough(quantity: int, amount: Amount) -> None:
    assert listed(packs("single"), quantity) == amount


def test_a_quantity_no_set_hits_is_on_request() -> None:
    assert listed(packs("exact", {5: 400, 10: 700}), 7) == "on_request"
    assert listed(packs("exact"), Decimal("2.5")) == "on_request"


def test_half_a_unit_is_covered_by_a_whole_one() -> None:
    assert listed(packs("cover"), Decimal("0.5")) == 100


def test_of_equally_dear_sets_the_one_that_holds_more_is_bought() -> None:
    price = price_of(packs("cover", {3: 300, 4: 300}))
    assert isinstance(price, PacksPrice)
    choice = price.cheapest(Decimal(3))
    assert choice is not None
    assert choice.packs == ((4, 1),)


def test_the_rule_names_the_packs_bought() -> None:
    rule = price_of(packs("cover")).offer(terms_at(16)).rule
    assert rule is not None
    assert "1 x 10 + 1 x 5 + 1 x 1" in rule.say(str, str)


def test_a_million_people_are_covered_as_exactly_as_ten() -> None:
    assert listed(packs("exact"), 1_000_003) == 100_000 * 700 + 3 * 100


def test_a_pack_of_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="too small"):
        price_of(packs("cover", {0: 100}))


sold = st.dictionaries(st.integers(1, 9), st.integers(1, 40), min_size=1, max_size=3)


def every_set(sold: dict[int, int], quantity: int) -> list[tuple[int, int]]:
    """What every set of packs holds and costs, as far as one more pack of a size cannot be of use."""
    counts = product(*(range(-(-quantity // size) + 1) for size in sold))
    return [
        (sum(size * times for size, times in zip(sold, count, strict=True)),
         sum(cost * times for cost, times in zip(sold.values(), count, strict=True)))
        for count in counts
    ]  # fmt: skip


@given(sold, st.integers(0, 14))
def test_covering_costs_the_least_of_all_sets_and_holds_the_most_for_it(sold: dict[int, int], quantity: int) -> None:
    enough = [(cost, -holds) for holds, cost in every_set(sold, quantity) if holds >= quantity]
    price = price_of(packs("cover", sold))
    assert isinstance(price, PacksPrice)
    choice = price.cheapest(Decimal(quantity))
    assert choice is not None
    assert [choice.cost, -choice.holds] == list(min(enough))
    assert choice.holds == sum(size * times for size, times in choice.packs)
    assert listed(packs("cover", sold), quantity) == choice.cost


@given(sold, st.integers(0, 14))
def test_an_exact_set_costs_the_least_of_all_that_hit_the_quantity(sold: dict[int, int], quantity: int) -> None:
    exact = [cost for holds, cost in every_set(sold, quantity) if holds == quantity]
    assert listed(packs("exact", sold), quantity) == (min(exact) if exact else "on_request")


@given(sold, st.integers(1, 12))
def test_a_single_pack_costs_the_least_of_those_large_enough(sold: dict[int, int], quantity: int) -> None:
    enough = [cost for size, cost in sold.items() if size >= quantity]
    assert listed(packs("single", sold), quantity) == (min(enough) if enough else "on_request")
