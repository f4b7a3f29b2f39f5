"""The order of calculation, a sentence a test: list amount, owned, discounts, periods, indexation, currency."""

from decimal import Decimal
from typing import Any

import pytest

from crm_planner.catalog.offer import Basis
from tests.estimate.pricing import catalog, compared, item, line, only

EACH = {"kind": "per_unit", "amount": Decimal("100.25")}
FOREIGN = {"exchange": {"as_of": "2026-11-23", "rates": {"USD": Decimal("92.5"), "JPY": Decimal("0.6")}}}


def amounts(*items: dict[str, Any], brief: dict[str, Any] | None = None, **more: Any) -> dict[str, Decimal | None]:
    """The amount of each line of a catalog of these items, for one user unless `brief` says otherwise."""
    estimate = only([catalog(*items, **more)], {"users": 1} | (brief or {}))
    return {line.id: line.amount for line in estimate.lines}


def test_the_list_amount_is_rounded_to_the_step_of_the_catalog() -> None:
    found = amounts(item("a", "other", EACH, quantity="users"), brief={"users": 3}, rounding={"step": 10, "mode": "up"})
    assert found == {"a": 310}


@pytest.mark.parametrize(("mode", "amount"), [("half_up", 1), ("half_even", 0), ("up", 1), ("down", 0)])
def test_each_mode_rounds_a_half_in_its_own_way(mode: str, amount: int) -> None:
    half = {"kind": "per_unit", "amount": Decimal("0.5")}
    assert amounts(item("a", "other", half), rounding={"step": 1, "mode": mode}) == {"a": amount}


@pytest.mark.parametrize(
    "price",
    [
        {"kind": "flat", "amount": Decimal("49.90")},
        {"kind": "volume", "tiers": [{"up_to": 5, "flat": Decimal("49.90")}, {"unit": 3}]},
        {"kind": "graduated", "tiers": [{"up_to": 5, "flat": Decimal("49.90")}, {"unit": 3}]},
        {"kind": "packs", "packs": {5: Decimal("49.90")}, "combine": "cover"},
        {"kind": "published", "totals": {1: Decimal("49.90"), 7: 60}},
        {"kind": "published", "totals": {7: Decimal("49.90")}, "between": "step"},
        {"kind": "per_unit", "amount": 3, "minimum": Decimal("49.90")},
        {"kind": "per_unit", "amount": 300, "maximum": Decimal("49.90")},
    ],
    ids=lambda price: "{kind} {between}".format(**{"between": "", **price}),
)
def test_a_figure_printed_in_the_catalog_is_never_rounded(price: dict[str, Any]) -> None:
    assert amounts(item("a", "other", price, quantity="users"), rounding={"step": 1}) == {"a": Decimal("49.90")}


@pytest.mark.parametrize(("users", "amount"), [(5, "49.90"), (6, "53"), (7, "56")])
def test_slices_above_a_printed_first_tier_are_computed_and_rounded(users: int, amount: str) -> None:
    price = {"kind": "graduated", "tiers": [{"up_to": 5, "flat": Decimal("49.90")}, {"unit": 3}]}
    found = amounts(item("a", "other", price, quantity="users"), brief={"users": users}, rounding={"step": 1})
    assert found == {"a": Decimal(amount)}


def test_the_flat_amount_of_a_tier_is_not_due_before_the_quantity_enters_it() -> None:
    price = {"kind": "graduated", "tiers": [{"up_to": 0, "flat": 5}, {"flat": 100, "unit": 1}]}
    several = [item("a", "training", price)]
    assert amounts(*several, brief={"trainees": 0}) == {"a": 5}
    assert amounts(*several, brief={"trainees": 1}) == {"a": 106}


def test_a_percentage_uses_the_rounded_amount_as_a_reader_would() -> None:
    """15 % of 8,777 is 1,316.55; of the exact 8,776.80 it would be 1,316.52: both 1,317, so 50 % tells them apart."""
    licences = item("licences", "licence", {"kind": "published", "totals": {10: 87768}})
    half = item("half", "support", {"kind": "percent", "rate": 50, "of": ["licences"]})
    assert amounts(licences, half, rounding={"step": 1, "mode": "half_up"})["half"] == 4389


def test_owned_comes_before_discounts() -> None:
    found = amounts(
        item("licences", "licence", {"kind": "per_unit", "amount": 100}),
        brief={"users": 10, "owned": [{"candidate": "vendor/standard", "licences": 4}]},
        discounts=[{"id": "ten", "percent": 10, "items": ["licences"]}],
    )
    assert found == {"licences": 540}


def test_what_is_left_after_owned_ones_is_looked_up_in_the_price_list_anew() -> None:
    """Five of ten are owned: the pack of five, the total printed for five, and no tier on request."""
    several = [
        item("packs", "licence", {"kind": "packs", "packs": {5: 70, 10: 100}, "combine": "exact"}),
        item("printed", "licence", {"kind": "published", "totals": {5: 60, 10: 100}}),
        item("tiers", "licence", {"kind": "volume", "tiers": [{"up_to": 5, "unit": 9}, {"on_request": True}]}),
    ]
    found = only([catalog(*several)], {"users": 10, "owned": [{"candidate": "vendor", "licences": 5}]})
    assert [one.amount for one in found.lines] == [70, 60, 45]
    assert line(found, "printed").basis is Basis.PUBLISHED


def test_owned_licences_do_not_lessen_servers() -> None:
    """Ten user licences owned must not make a server free of charge."""
    server = item("server", "licence", {"kind": "per_unit", "amount": 20000}, quantity="servers")
    assert amounts(server, brief={"owned": [{"candidate": "vendor", "licences": 10}]}) == {"server": 20000}


def test_more_licences_owned_than_needed_cost_nothing() -> None:
    several = [item(how, "licence", EACH, owned=how) for how in ("remainder", "difference")]
    found = amounts(*several, brief={"users": 2, "owned": [{"candidate": "vendor", "licences": 5}]})
    assert found == {"remainder": 0, "difference": 0}


def test_discounts_come_before_the_periods_of_a_year() -> None:
    """33.333 % of 0.10 is 0.03 a month, so 0.84 a year; of the year's 1.20 it would be 0.80."""
    monthly = item("a", "other", {"kind": "flat", "amount": Decimal("0.10")}, charge="monthly")
    third = {"id": "third", "percent": Decimal("33.333"), "items": ["a"]}
    assert amounts(monthly, discounts=[third]) == {"a": Decimal("0.84")}


def test_periods_come_before_indexation() -> None:
    """12 x 0.05 x 1.05 is 0.63; a month's 0.0525 rounded first would give 0.60."""
    monthly = item("a", "other", {"kind": "flat", "amount": Decimal("0.05")}, charge="monthly", indexation=5)
    estimate = only([catalog(monthly)], {"users": 1, "horizon_years": 2})
    assert line(estimate, "a").by_year == (Decimal("0.60"), Decimal("0.63"))


def test_indexation_counts_from_the_first_year_even_if_the_charge_begins_later() -> None:
    late = item("a", "other", {"kind": "flat", "amount": 100}, charge="yearly", indexation=10, from_year=3)
    once = item("b", "other", {"kind": "flat", "amount": 100}, indexation=10, from_year=2)
    estimate = only([catalog(late, once)], {"users": 1, "horizon_years": 4})
    assert line(estimate, "a").by_year == (0, 0, 121, Decimal("133.1"))
    assert line(estimate, "b").by_year == (0, 110, 0, 0)


def test_twenty_five_years_of_indexation_are_exact_to_the_last_half() -> None:
    """1.5 ** 24 has 29 digits; cut to 28 it lies just below, and the half kopeck it makes here would be lost."""
    kopecks = 2**23
    rising = item("a", "other", Decimal(kopecks).scaleb(-2), charge="yearly", indexation=50)
    last = line(only([catalog(rising)], {"users": 1, "horizon_years": 25}), "a").by_year[24]
    halves = 3**24
    assert halves % 2 == 1
    assert last == Decimal((halves + 1) // 2).scaleb(-2)


def test_a_percentage_of_the_net_amount_follows_a_discount_and_of_the_list_amount_does_not() -> None:
    licences = item("licences", "licence", 1000)
    several = [
        item(base, "support", {"kind": "percent", "rate": 15, "of": ["licences"], "base": base})
        for base in ("list", "net")
    ]
    found = amounts(licences, *several, discounts=[{"id": "ten", "percent": 10, "items": ["licences"]}])
    assert found == {"licences": 900, "list": 150, "net": 135}


def test_currency_comes_last_and_is_rounded_to_what_can_be_paid_there() -> None:
    dollars = [item("a", "other", {"kind": "flat", "amount": Decimal("0.01")}, charge="monthly")]
    assert amounts(*dollars, brief=FOREIGN, currency="USD") == {"a": Decimal("11.10")}
    yen = {"currency": "JPY", "exchange": {"as_of": "2026-11-23", "rates": {"USD": 154}}}
    assert amounts(*dollars, brief=yen, currency="USD") == {"a": 18}


def test_a_yen_catalog_computes_whole_yen_and_shows_roubles_to_the_kopeck() -> None:
    third = {"kind": "published", "totals": {3: 1000}}
    found = amounts(item("a", "licence", third), brief=FOREIGN, currency="JPY")
    assert found == {"a": Decimal("199.80")}  # 333 yen, not 333.33


def test_totals_add_rounded_lines() -> None:
    half = {"kind": "per_unit", "amount": Decimal("0.5")}
    several = [item(name, "other", half) for name in "abc"]
    assert only([catalog(*several, rounding={"step": 1})], {"users": 1}).totals.horizon == 3


def test_once_is_due_in_year_one_or_from_year_and_beyond_the_horizon_never() -> None:
    now, later, never = (item(name, "other", 100, from_year=year) for name, year in (("a", 1), ("b", 2), ("c", 30)))
    yearly = item("d", "other", 10, charge="yearly", from_year=30)
    estimate = only([catalog(now, later, never, yearly)], {"users": 1, "horizon_years": 2})
    assert [line.by_year for line in estimate.lines] == [(100, 0), (0, 100), (0, 0), (0, 0)]
    assert (estimate.totals.first_year, estimate.totals.horizon, estimate.complete) == (100, 200, True)


def test_the_present_value_discounts_every_year_but_the_first_and_rounds_once() -> None:
    yearly = item("a", "other", 100, charge="yearly")
    worth = only([catalog(yearly)], {"users": 1, "horizon_years": 3, "discount_rate": Decimal("0.12")}).totals.npv
    assert worth == Decimal("269.01")  # 100 + 89.2857 + 79.7194


def test_without_a_discount_rate_the_present_value_of_several_years_is_unknown() -> None:
    yearly = [catalog(item("a", "other", 100, charge="yearly"))]
    assert only(yearly, {"users": 1, "horizon_years": 3}).totals.npv is None
    assert only(yearly, {"users": 1}).totals.npv == 100


def test_a_quoted_amount_replaces_the_line_says_so_and_is_in_the_currency_of_the_brief() -> None:
    brief = FOREIGN | {"quoted": [{"candidate": "vendor", "item": "a", "amount": 5000, "source": "letter 12"}]}
    estimate = only([catalog(item("a", "licence", 100), currency="USD")], {"users": 1} | brief)
    quoted = line(estimate, "a")
    assert (quoted.amount, quoted.basis) == (5000, Basis.QUOTED)
    assert quoted.rule is not None
    assert quoted.rule.values == {"source": "letter 12"}
    assert quoted.place.file == "brief.yaml"


def test_a_percentage_of_a_quoted_line_is_computed_in_the_currency_of_the_catalog() -> None:
    """9,250 roubles are 100 dollars; 15 % are 15 dollars; those are 1,387.50 roubles."""
    licences = item("licences", "licence", 500)
    support = item("support", "support", {"kind": "percent", "rate": 15, "of": ["licences"]})
    brief = FOREIGN | {"quoted": [{"candidate": "vendor", "item": "licences", "amount": 9250, "source": "letter"}]}
    assert amounts(licences, support, brief=brief, currency="USD") == {"licences": 9250, "support": Decimal("1387.50")}


def test_a_quoted_amount_that_rises_is_rounded_to_the_kopeck_although_the_catalog_counts_yen() -> None:
    rising = item("a", "support", 100, charge="yearly", indexation=5)
    brief = FOREIGN | {"quoted": [{"candidate": "vendor", "item": "a", "amount": Decimal("99.99"), "source": "letter"}]}
    estimate = only([catalog(rising, currency="JPY")], {"users": 1, "horizon_years": 2} | brief)
    assert line(estimate, "a").by_year == (Decimal("99.99"), Decimal("104.99"))


def test_the_order_of_the_items_in_the_file_changes_no_figure() -> None:
    licences = item("licences", "licence", {"kind": "published", "totals": {10: 87768}})
    support = item("support", "support", {"kind": "percent", "rate": 15, "of": ["premium", "licences"]})
    premium = item("premium", "other", {"kind": "percent", "rate": 10, "of": ["licences"]})
    several = [licences, support, premium]
    found = [amounts(*order) for order in (several, several[::-1], [support, licences, premium])]
    assert found[0] == found[1] == found[2]


def test_computing_twice_gives_the_same_comparison() -> None:
    catalogs = [catalog(item("a", "licence", EACH)), catalog(item("a", "licence", "on_request"), id="other")]
    assert compared(catalogs, {"users": 7}) == compared(catalogs, {"users": 7})


@pytest.mark.parametrize("named", ["support", "licence"])
def test_a_name_that_is_an_item_means_the_item_even_if_it_is_not_chosen(named: str) -> None:
    """`support` is an item the client did not choose, so 10 % of it is nothing, not 10 % of the category."""
    unchosen = item(named, named, 1000, optional=True)
    other = item("other", named, 500)
    share = item("share", "other", {"kind": "percent", "rate": 10, "of": [named]})
    assert amounts(unchosen, other, share)["share"] == 0


def test_two_percentages_that_only_seem_to_go_in_a_circle_are_computed() -> None:
    """`support` means the item, which is not chosen; read as the category it would lead back to `b`."""
    unchosen = item("support", "support", 1000, optional=True)
    first = item("a", "support", {"kind": "percent", "rate": 10, "of": ["support"]})
    second = item("b", "support", {"kind": "percent", "rate": 10, "of": ["a"]})
    assert amounts(unchosen, first, second) == {"a": 0, "b": 0}


@pytest.mark.parametrize("kind", ["included", "not_offered", "on_request"])
def test_a_state_stays_what_it_is_when_the_brief_does_not_give_the_quantity(kind: str) -> None:
    (found,) = only([catalog(item("a", "other", kind, quantity="contacts"))], {"users": 1}).lines
    assert found.status.value == kind


def test_a_flat_price_holds_whatever_the_quantity_even_an_unknown_one() -> None:
    assert amounts(item("a", "other", 500, quantity="contacts")) == {"a": 500}
