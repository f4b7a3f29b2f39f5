"""Legal input nobody would call usual: free, missing, endless, noughts; and changes whose effect is known."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_planner import project
from crm_planner.brief.model import Brief
from crm_planner.compare.table import Comparison
from crm_planner.errors import DataError
from tests.estimate.pricing import catalog, compared, item, line, only, project_of
from tests.estimate.strategies import catalogs
from tests.estimate.strategies_brief import briefs
from tests.estimate.test_exact_equals_recomputation import cases

Tree = dict[str, Any]
GAP = ("included", "not_offered", "on_request")


@pytest.mark.parametrize("kind", GAP)
def test_an_edition_of_nothing_but_states_has_a_total_of_nought(kind: str) -> None:
    found = only([catalog(item("a", "licence", kind), item("b", "support", kind))], {"users": 1, "horizon_years": 30})
    assert (found.totals.horizon, found.complete) == (0, kind == "included")
    assert found.totals.by_year == (0,) * 30


def test_an_edition_whose_items_are_all_declined_costs_nothing() -> None:
    found = only([catalog(item("a", "licence", 100))], {"users": 1, "options": {"a": False}})
    assert (found.lines, found.totals.horizon, found.complete) == ((), 0, True)


def test_free_items_are_priced_at_nought_and_not_missing() -> None:
    free = [item("a", "licence", 0), item("b", "training", {"kind": "per_unit", "amount": 0})]
    found = only(
        [catalog(*free)],
        {"users": 1, "discounts": [{"candidate": "vendor", "category": "licence", "amount": 5, "reason": "r"}]},
    )
    assert [(one.status.value, one.amount) for one in found.lines] == [("priced", 0), ("priced", 0)]


def test_a_percentage_of_a_category_without_items_is_nought() -> None:
    share = item("share", "support", {"kind": "percent", "rate": 15, "of": ["exit"]})
    assert line(only([catalog(share)], {"users": 1}), "share").amount == 0


@pytest.mark.parametrize("per", ["total", "line"])
@pytest.mark.parametrize("base", ["included", "not_offered"])
def test_a_percentage_of_what_has_no_price_is_nought(per: str, base: str) -> None:
    share = item("share", "support", {"kind": "percent", "rate": 15, "of": ["a"], "per": per})
    assert line(only([catalog(item("a", "licence", base), share)], {"users": 1}), "share").amount == 0


def test_a_percentage_of_what_is_on_request_is_on_request_down_the_chain() -> None:
    chain = [
        item("a", "licence", "on_request"),
        item("b", "support", {"kind": "percent", "rate": 15, "of": ["a"]}),
        item("c", "other", {"kind": "percent", "rate": 15, "of": ["support"]}),
    ]
    found = only([catalog(*chain)], {"users": 1})
    assert [one.status.value for one in found.lines] == ["on_request"] * 3


def test_a_percentage_of_a_monthly_charge_is_of_its_year_and_of_each_month_if_it_is_monthly_itself() -> None:
    rent = item("rent", "licence", 100, charge="monthly")
    yearly = item("yearly", "support", {"kind": "percent", "rate": 10, "of": ["rent"]}, charge="yearly")
    assert line(only([catalog(rent, yearly)], {"users": 1}), "yearly").amount == 120


def test_thirty_years_of_everything_add_up() -> None:
    several = [item(charge, "other", 1, charge=charge) for charge in ("once", "yearly", "quarterly", "monthly")]
    totals = only([catalog(*several)], {"users": 1, "horizon_years": 30, "discount_rate": 0}).totals
    assert (totals.first_year, totals.by_year[29], totals.horizon, totals.npv) == (18, 17, 511, 511)


def test_a_discount_rate_of_a_hundred_per_cent_halves_every_year() -> None:
    yearly = item("a", "other", 8, charge="yearly")
    assert only([catalog(yearly)], {"users": 1, "horizon_years": 4, "discount_rate": 1}).totals.npv == 15


def test_a_price_holds_from_its_day_on_and_before_it_nobody_knows() -> None:
    dated = item("a", "licence", "included")
    del dated["price"]
    dated["prices"] = [
        {"from": date(2026, 7, 1), "price": {"kind": "flat", "amount": 120}},
        {"from": date(2026, 1, 1), "price": {"kind": "flat", "amount": 100}},
    ]
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    found = [only([catalog(dated)], {"users": 1, "date": day}) for day in days]
    assert [one.lines[0].amount for one in found] == [None, 100, 100, 120]


def test_without_a_date_today_s_prices_hold() -> None:
    dated = item("a", "licence", "included")
    dated["prices"] = [{"from": date(2026, 1, 1), "price": dated.pop("price")}]
    assert only([catalog(dated)], {"users": 1}, today=date(2025, 12, 31)).lines[0].status.value == "on_request"
    assert only([catalog(dated)], {"users": 1}, today=date(2026, 1, 1)).lines[0].status.value == "included"


@pytest.mark.parametrize(("key", "value"), [("budget", "0.5"), ("quoted", "99.50"), ("discounts", "99.50")])
def test_an_amount_finer_than_the_currency_is_refused(key: str, value: str) -> None:
    entry = {"candidate": "vendor", "item": "a", "amount": Decimal(value), "source": "letter"}
    agreed = {"candidate": "vendor", "category": "other", "amount": Decimal(value), "reason": "agreed"}
    written = {"budget": Decimal(value), "quoted": [entry], "discounts": [agreed]}[key]
    with pytest.raises(ValueError, match="has more digits than JPY"):
        Brief.model_validate({"client": {"name": "Client"}, "users": 1, "currency": "JPY", key: written})


@pytest.mark.parametrize("name", ["licences", "users", "trainees"])
def test_a_second_figure_for_a_quantity_that_has_its_own_place_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f'"{name}" follows from'):
        Brief.model_validate({"client": {"name": "Client"}, "users": 10, "quantities": {name: 3}})


def figures(comparison: Comparison) -> dict[str, Any]:
    """Everything that is a figure, by candidate."""
    return {one.id: (one.totals, [(found.id, found.by_year) for found in one.lines]) for one in comparison.estimates}


SLOW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@given(cases())
@SLOW
def test_notes_and_excluded_candidates_change_no_figure(case: tuple[list[Tree], Tree]) -> None:
    several, brief = case
    try:
        before = figures(compared(several, brief | {"candidates": [several[0]["id"]]}))
    except DataError:
        return
    told = [
        one | {"note": "Read by phone.", "editions": [edition | {"note": "New."} for edition in one["editions"]]}
        for one in several
    ]
    after = compared(told, brief | {"note": "Ten people.", "candidates": [several[0]["id"]]})
    assert figures(after) == before


@given(cases())
@SLOW
def test_the_order_of_items_and_catalogs_changes_no_figure_of_a_candidate_without_a_spread_amount(
    case: tuple[list[Tree], Tree],
) -> None:
    several, brief = case
    brief = {**brief, "discounts": [one for one in brief.get("discounts", ()) if "percent" in one]}
    for one in several:
        one["discounts"] = [sale for sale in one["discounts"] if "percent" in sale]
    turned = [
        one | {"editions": [edition | {"items": edition["items"][::-1]} for edition in one["editions"]]}
        for one in several
    ]
    try:
        before, after = compared(several, brief), compared(turned[::-1], brief)
    except DataError:
        return
    undecided = {
        one.id
        for found in (before, after)  # work by the hour may stand in for the gap of one order
        for one in found.estimates
        for gap in one.gaps
        if gap.reason and "nobody has chosen" in gap.reason.wording
    }
    totals = [{one.id: one.totals for one in found.estimates} for found in (before, after)]
    assert totals[0] == totals[1] or undecided
    assert before.ranking.published == after.ranking.published or undecided


@given(st.integers(0, 10**6), st.integers(1, 5), st.sampled_from(["once", "yearly", "quarterly", "monthly"]))
def test_twice_the_amount_is_twice_the_line(cents: int, years: int, charge: str) -> None:
    amount = Decimal(cents).scaleb(-2)
    brief = {"users": 1, "horizon_years": years}
    one, two = (only([catalog(item("a", "other", price, charge=charge))], brief) for price in (amount, 2 * amount))
    assert [2 * year for year in one.totals.by_year] == list(two.totals.by_year)


@given(st.integers(1, 60), st.integers(1, 60))
def test_more_people_never_cost_less_where_each_licence_has_one_price(few: int, more: int) -> None:
    tree = catalog(item("a", "licence", {"kind": "per_unit", "amount": Decimal("8776.80")}))
    low, high = (only([tree], {"users": users}).totals.horizon for users in sorted((few, more)))
    assert low <= high


@given(st.data())
@SLOW
def test_every_figure_has_a_cell_that_explains_it(data: st.DataObject) -> None:
    several = [data.draw(catalogs(number)) for number in (1, 2)]
    try:
        priced = project.price(project_of(several, data.draw(briefs(several))))
    except DataError:
        return
    for estimate in priced.estimates:
        for found in estimate.lines:
            assert found.cell is None or priced.values[found.cell] == found.amount
        assert priced.values[f"{estimate.id}/total"] == estimate.totals.horizon
