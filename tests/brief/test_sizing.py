"""From people to licences: the table of the facts cell by cell, and the binomial sum in fractions."""

from decimal import Decimal
from fractions import Fraction
from math import comb
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.brief.model import Brief, Users
from crm_planner.brief.sizing import peak_users, pool_size, quantities, total_users

SHARE, LEVEL = Decimal("0.1"), Decimal("0.95")

TABLE = {  # people: pools at 5 % / 1 % for a chance of 0.3, 0.5 and 0.7 to be inside (decision facts, 5.3)
    5: "3/4 4/5 5/5",
    10: "5/7 8/9 9/10",
    15: "8/9 11/12 13/14",
    20: "9/11 14/15 17/18",
    25: "11/13 17/18 21/22",
    30: "13/15 19/21 25/26",
    50: "20/23 31/33 40/42",
}
CELLS = [
    (people, Decimal(chance), Decimal(level), int(pool))
    for people, row in TABLE.items()
    for chance, cell in zip(("0.3", "0.5", "0.7"), row.split(), strict=True)
    for level, pool in zip(("0.95", "0.99"), cell.split("/"), strict=True)
]


@pytest.mark.parametrize(("people", "chance", "level", "pool"), CELLS)
def test_the_pool_is_the_one_of_the_table(people: int, chance: Decimal, level: Decimal, pool: int) -> None:
    assert pool_size(people, chance, level) == pool


def too_many(people: int, chance: Fraction, pool: int) -> Fraction:
    """P(more than `pool` of `people` are inside), term by term."""
    inside = range(pool + 1, people + 1)
    return sum((comb(people, n) * chance**n * (1 - chance) ** (people - n) for n in inside), Fraction(0))


def slow_pool(people: int, chance: Decimal, level: Decimal) -> int:
    allowed = 1 - Fraction(level)
    return next(pool for pool in range(1, people + 1) if too_many(people, Fraction(chance), pool) <= allowed)


shares = st.decimals(0, 1, places=2)


@given(st.integers(1, 60), shares, shares)
def test_the_pool_equals_the_binomial_sum_in_fractions(people: int, chance: Decimal, level: Decimal) -> None:
    assert pool_size(people, chance, level) == slow_pool(people, chance, level)


@pytest.mark.parametrize(
    ("people", "chance", "level", "pool"),
    [
        (2, "0.5", "0.75", 1),
        (2, "0.5", "0.76", 2),
        (3, "0.5", "0.875", 2),
        (3, "0.5", "0.876", 3),
        (10, "0.5", "0.9990234375", 9),
    ],
)
def test_a_level_that_is_met_exactly_needs_no_larger_pool(people: int, chance: str, level: str, pool: int) -> None:
    """Of two people at a half, both are inside exactly a quarter of the time."""
    assert pool_size(people, Decimal(chance), Decimal(level)) == pool


@pytest.mark.parametrize(
    ("chance", "level", "pool"), [("0", "0.95", 1), ("1", "0.95", 10), ("0.3", "1", 10), ("0.3", "0", 1)]
)
def test_the_ends_of_the_scales_give_one_or_everybody(chance: str, level: str, pool: int) -> None:
    assert pool_size(10, Decimal(chance), Decimal(level)) == pool


@given(st.integers(1, 60), shares, shares, shares)
def test_a_higher_level_or_chance_never_needs_a_smaller_pool(
    people: int, one: Decimal, other: Decimal, third: Decimal
) -> None:
    low, high = sorted((one, other))
    assert pool_size(people, third, low) <= pool_size(people, third, high)
    assert pool_size(people, low, third) <= pool_size(people, high, third)


def test_a_large_firm_is_sized_like_a_small_one() -> None:
    """At 10,000 people and a half the pool is the mean and 1.64 standard deviations of 50: 5,082."""
    assert pool_size(10_000, Decimal("0.5"), LEVEL) == 5082


@pytest.mark.parametrize(
    ("written", "total", "peak", "rule"),
    [
        (10, 10, 10, "everybody"),
        ({"total": 10}, 10, 10, "everybody"),
        ({"total": 15, "peak": 10}, 15, 10, "given"),
        ({"total": 15, "simultaneity": Decimal("0.5")}, 15, 11, "probability"),
        ({"total": 15, "simultaneity": Decimal("0.5"), "service_level": Decimal("0.99")}, 15, 12, "probability"),
        ({"core": 8, "occasional": 12}, 20, 10, "roles"),
        ({"core": 8, "occasional": 10}, 18, 9, "roles"),
        ({"core": 8, "occasional": 11}, 19, 10, "roles"),
        ({"core": 8}, 8, 8, "roles"),
        ({"occasional": 3}, 3, 1, "roles"),
    ],
)
def test_people_become_a_total_and_a_peak(written: Any, total: int, peak: int, rule: str) -> None:
    users = Users.model_validate(written)
    assert total_users(users) == total
    assert peak_users(users, SHARE, LEVEL) == (peak, rule)


@given(st.integers(0, 500), st.integers(1, 500), st.decimals(0, 1, places=3))
def test_occasional_users_count_with_their_share_rounded_up(core: int, occasional: int, share: Decimal) -> None:
    users = Users(core=core, occasional=occasional)
    counted = -((-Fraction(share) * occasional) // 1)
    assert peak_users(users, share, LEVEL).people == core + counted


def brief(**more: Any) -> Brief:
    return Brief.model_validate({"client": {"name": "Example"}, "users": {"total": 15, "peak": 10}, **more})


def test_every_brief_has_the_quantities_a_price_may_count() -> None:
    known = {"licences": 10, "users": 15, "trainees": 15, "servers": 1, "customisations": 0, "integrations": 0}
    assert quantities(brief(), licences=10) == {name: Decimal(number) for name, number in known.items()}


def test_quantities_of_the_brief_are_added_and_replace_the_usual_ones() -> None:
    known = quantities(brief(trainees=0, quantities={"servers": 2, "contacts": 1500}), licences=10)
    assert [int(known[name]) for name in ("trainees", "servers", "contacts")] == [0, 2, 1500]


def test_customisations_are_counted_each_as_often_as_it_is_wanted() -> None:
    wanted = [{"name": "Report", "kind": "report", "count": 3}, {"name": "Card", "kind": "field"}]
    known = quantities(brief(customisations=wanted, integrations=[{"name": "Accounting"}]), licences=10)
    assert [int(known[name]) for name in ("customisations", "integrations")] == [4, 1]
