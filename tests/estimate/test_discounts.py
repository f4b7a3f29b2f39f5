"""Discounts by the contract: order, stacking, amounts spread to the kopeck, never below nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.errors import DataError
from tests.estimate.pricing import catalog, compared, item, line, only

Tree = dict[str, Any]
LICENCES = item("licences", "licence", 1000)


def sale(name: str, **value: Any) -> Tree:
    return {"id": name, "items": ["licences"], **value}


def agreed(**more: Any) -> Tree:
    return {"candidate": "vendor", "reason": "agreed", "category": "licence", **more}


def cost(
    *sales: Tree, stacking: str | None = None, more: list[Tree] | None = None, currency: str = "RUB"
) -> Decimal | None:
    tree = catalog(LICENCES, discounts=list(sales), **({"stacking": stacking} if stacking else {}), currency=currency)
    brief = {"users": 1, "discounts": more or [], "exchange": {"as_of": "2026-11-23", "rates": {"USD": 90}}}
    return line(only([tree], brief), "licences").amount


@pytest.mark.parametrize(("stacking", "amount"), [("compound", 720), ("additive", 700), ("best", 800)])
def test_the_brief_s_discount_joins_the_vendor_s_as_the_catalog_says(stacking: str, amount: int) -> None:
    assert cost(sale("a", percent=10), stacking=stacking, more=[agreed(percent=20)]) == amount


def test_the_vendor_s_discounts_come_first() -> None:
    """5 % of 1,000 is 50; 0.333 % of the 950 left is 3.16, of 1,000 it would be 3.33."""
    small = agreed(percent=Decimal("0.333"))
    assert cost(sale("a", percent=5), stacking="compound", more=[small]) == Decimal("946.84")


def test_two_discounts_without_stacking_are_an_error_that_names_both_places() -> None:
    with pytest.raises(DataError) as caught:
        cost(sale("a", percent=10), more=[agreed(percent=10)])
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("REF011", "brief.yaml")  # type: ignore[attr-defined]
    assert "vendor.yaml" in str(problem)
    assert "stacking" in str(problem)


def test_a_percentage_and_an_amount_are_two_discounts_as_well() -> None:
    with pytest.raises(DataError, match="two discounts meet"):
        cost(sale("a", percent=10), more=[agreed(amount=10)])


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2026, 2, 28), 1000),
        (date(2026, 3, 1), 900),
        (date(2026, 3, 31), 900),
        (date(2026, 4, 1), 1000),
    ],
)
def test_a_discount_holds_from_its_first_day_to_its_last(day: date, amount: int) -> None:
    spring = sale("spring", percent=10) | {"from": date(2026, 3, 1), "until": date(2026, 3, 31)}
    found = only([catalog(LICENCES, discounts=[spring])], {"users": 1, "date": day})
    assert found.totals.horizon == amount


@pytest.mark.parametrize(("users", "amount"), [(4, 1000), (5, 900), (9, 900), (10, 1000)])
def test_a_discount_requires_what_it_says_both_ends_included(users: int, amount: int) -> None:
    some = sale("some", percent=10, requires={"licences": {"min": 5, "max": 9}})
    assert only([catalog(LICENCES, discounts=[some])], {"users": users}).totals.horizon == amount


def test_two_discounts_on_different_lines_need_no_stacking() -> None:
    tree = catalog(LICENCES, item("support", "support", 100), discounts=[sale("a", percent=10)])
    brief = {"users": 1, "discounts": [agreed(category="support", percent=50)]}
    assert only([tree], brief).totals.horizon == 950


@pytest.mark.parametrize(("first", "second", "left"), [(100, 300, 700), (300, 100, 700), (0, 0, 1000), (2000, 1, 0)])
def test_of_two_amounts_only_the_larger_counts_where_the_best_does(first: int, second: int, left: int) -> None:
    assert cost(sale("a", amount=first), stacking="best", more=[agreed(amount=second)]) == left


@pytest.mark.parametrize(("percent", "amount", "left"), [(60, 700, 300), (60, 500, 400), (10, 950, 50)])
def test_an_amount_competes_with_a_percentage_for_the_list_amount(percent: int, amount: int, left: int) -> None:
    """700 off is better than 60 %, although only 400 would be left to take it from."""
    assert cost(sale("a", percent=percent), stacking="best", more=[agreed(amount=amount)]) == left


def test_discounts_of_more_than_everything_leave_nothing() -> None:
    assert cost(sale("a", percent=70), sale("b", percent=70), stacking="additive") == 0
    assert cost(sale("a", percent=100)) == 0
    assert cost(sale("a", percent=100), sale("b", amount=5), stacking="compound") == 0


def test_the_vendor_s_amount_is_in_its_own_currency_and_the_agreed_one_in_the_brief_s() -> None:
    assert cost(sale("a", amount=100), currency="USD") == 81_000
    assert cost(currency="USD", more=[agreed(amount=100)]) == 89_900


def test_a_discount_on_an_item_does_not_reach_the_category_of_that_name() -> None:
    course = item("course", "training", 500)
    tree = catalog(item("training", "other", 100), course, discounts=[sale("a", percent=50) | {"items": ["training"]}])
    assert [one.amount for one in only([tree], {"users": 1}).lines] == [50, 500]


def test_a_discount_on_a_category_does_not_reach_an_item_of_that_name() -> None:
    tree = catalog(item("licence", "other", 100), LICENCES)
    found = only([tree], {"users": 1, "discounts": [agreed(percent=50)]})
    assert [one.amount for one in found.lines] == [100, 500]


def test_a_vendor_s_discount_may_have_the_name_of_an_agreed_one() -> None:
    assert cost(sale("agreed-1", amount=100), stacking="compound", more=[agreed(amount=100)]) == 800


def test_a_gap_and_an_included_item_take_no_discount() -> None:
    tree = catalog(item("a", "licence", "on_request"), item("b", "licence", "included"), item("c", "licence", 100))
    found = only([tree], {"users": 1, "discounts": [agreed(amount=30)]})
    assert [one.amount for one in found.lines] == [None, 0, 70]


def test_the_vendor_s_offer_has_its_discounts_in_it() -> None:
    offer = {"candidate": "vendor", "item": "licences", "amount": 900, "source": "letter"}
    found = only([catalog(LICENCES)], {"users": 1, "quoted": [offer], "discounts": [agreed(percent=50)]})
    assert found.totals.horizon == 900


def test_what_a_line_lost_to_discounts_is_told_over_the_horizon_in_the_brief_s_currency() -> None:
    monthly = item("licences", "licence", 100, charge="monthly")
    tree = catalog(monthly, discounts=[sale("a", percent=10)], stacking="compound", currency="USD")
    brief = {"users": 1, "horizon_years": 2, "exchange": {"as_of": "2026-11-23", "rates": {"USD": 10}}}
    found = line(only([tree], brief | {"discounts": [agreed(amount=50)]}), "licences")
    assert (found.list_amount, found.amount, found.discount) == (100, 21_550, 2450)
    assert line(only([tree | {"discounts": []}], brief), "licences").discount is None


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=6), st.integers(0, 400_000))
def test_an_amount_is_spread_to_the_last_kopeck_and_to_nobody_s_harm(lines: list[int], off: int) -> None:
    """The shares add up to the discount, at most to what is due, and none is a kopeck from its fair part."""
    figures = [Decimal(one).scaleb(-2) for one in lines]
    several = [item(f"n{number}", "licence", figure) for number, figure in enumerate(figures)]
    found = only([catalog(*several)], {"users": 1, "discounts": [agreed(amount=Decimal(off).scaleb(-2))]})
    shares = [before - (one.amount or 0) for before, one in zip(figures, found.lines, strict=True)]
    due = sum(figures)
    assert sum(shares) == min(due, Decimal(off).scaleb(-2))
    assert all(0 <= share <= before for share, before in zip(shares, figures, strict=True))
    for share, before in zip(shares, figures, strict=True):
        assert not due or abs(share - sum(shares) * before / due) < Decimal("0.01")


def test_equal_remainders_go_to_the_line_written_first() -> None:
    several = [item(name, "licence", 1) for name in ("a", "b", "c")]
    found = only([catalog(*several)], {"users": 1, "discounts": [agreed(amount=Decimal("0.02"))]})
    assert [one.amount for one in found.lines] == [Decimal("0.99"), Decimal("0.99"), 1]


def test_an_amount_waits_for_no_later_year() -> None:
    """Nothing is due in the first year, so nothing can be taken off."""
    late = item("licences", "licence", 1000, from_year=2)
    found = only([catalog(late)], {"users": 1, "horizon_years": 2, "discounts": [agreed(amount=10)]})
    assert found.totals.by_year == (0, 1000)


def test_a_discount_for_one_edition_leaves_the_others_alone() -> None:
    tree = catalog(LICENCES)
    tree["editions"].append({**tree["editions"][0], "id": "full"})
    found = compared([tree], {"users": 1, "discounts": [agreed(candidate="vendor/full", percent=10)]})
    assert {one.id: one.totals.horizon for one in found.estimates} == {"vendor/standard": 1000, "vendor/full": 900}
