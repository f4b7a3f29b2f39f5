"""Own prices of what price lists sell: which one holds, what it is a multiple of, and what a client's model shows."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner import project
from crm_planner.brief.sizing import with_total
from crm_planner.errors import DataError
from crm_planner.estimate.accounts import Account
from crm_planner.formula.exact import evaluate
from crm_planner.playbook.commercial import Commercial
from crm_planner.playbook.crosscheck import every_own_price_counts_somewhere
from crm_planner.problem import Problem
from tests.estimate.pricing import Tree, catalog, item, line, project_of
from tests.estimate.strategies_brief import PLAYBOOK
from tests.estimate.test_accounts import half_up

SEATS = item("seats", "licence", {"kind": "per_unit", "amount": Decimal(1000)})
HELP = item("help", "support", {"kind": "percent", "rate": 20, "of": ["seats"]}, charge="yearly")
COURSE = item("course", "training", 500)


def sold(*items: Tree, commercial: Tree, **more: Any) -> project.Project:
    brief = {"users": 10, **more.pop("brief", {})}
    return project_of([catalog(*items, **more)], brief, {**PLAYBOOK, "commercial": commercial})


def amounts(one: project.Project) -> dict[str, Decimal | None]:
    (estimate,) = project.compare(one).estimates
    return {found.id: found.amount for found in estimate.lines}


def kept(one: project.Project, name: str = "vendor/standard") -> dict[str, Account]:
    found = project.accounts(one, name)
    return {account.id: account for account in (*found.lines, found.sum)}


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        ([{"markup": 50}], {"seats": 15_000, "help": 3000, "course": 750}),
        ([{"category": "licence", "markup": 50}], {"seats": 15_000, "help": 2000, "course": 500}),
        ([{"items": ["course"], "margin": 50}], {"seats": 10_000, "help": 2000, "course": 1000}),
        ([{"markup": 50}, {"items": ["help"], "markup": 0}], {"seats": 15_000, "help": 2000, "course": 750}),
        ([{"candidate": "vendor", "markup": 50}], {"seats": 15_000, "help": 3000, "course": 750}),
        ([{"markup": 10}, {"candidate": "vendor/standard", "category": "training", "margin": 20}],
         {"seats": 11_000, "help": 2200, "course": 625}),
    ],
)  # fmt: skip
def test_the_last_price_that_holds_for_a_line_counts_and_a_percentage_stays_one_of_the_vendors_price(
    prices: list[Tree], expected: dict[str, int]
) -> None:
    assert amounts(sold(SEATS, HELP, COURSE, commercial={"prices": prices})) == expected


def test_a_price_of_another_candidate_changes_nothing() -> None:
    several = [catalog(SEATS), catalog(SEATS, id="other")]
    commercial = {"prices": [{"candidate": "other", "markup": 50}]}
    one = project_of(several, {"users": 10}, {**PLAYBOOK, "commercial": commercial})
    assert [estimate.totals.horizon for estimate in project.compare(one).estimates] == [10_000, 15_000]


@given(
    amount=st.integers(0, 10**8).map(lambda kopecks: Decimal(kopecks) / 100),
    partner=st.integers(0, 9999).map(lambda hundredths: Decimal(hundredths) / 100),
    way=st.tuples(st.sampled_from(["markup", "margin"]), st.integers(0, 9900).map(lambda one: Decimal(one) / 100)),
    years=st.integers(1, 3),
)
def test_a_line_is_sold_at_its_cost_with_the_markup_or_the_margin_and_costs_what_the_vendor_leaves(
    amount: Decimal, partner: Decimal, way: tuple[str, Decimal], years: int
) -> None:
    commercial = {"partner_discount": {"vendor": partner}, "prices": [{way[0]: way[1]}]}
    one = sold(item("rent", "licence", amount, charge="yearly"), commercial=commercial, brief={"horizon_years": years})
    left, percent = 1 - Fraction(partner) / 100, Fraction(way[1]) / 100
    factor = left * (1 + percent) if way[0] == "markup" else left / (1 - percent)
    found = kept(one)["rent"]
    assert found.price == amounts(one)["rent"] == half_up(Fraction(amount) * factor, "0.01") * years
    assert found.cost == half_up(Fraction(amount) * years * left, "0.01")


def test_a_discount_of_the_client_lowers_the_own_price_and_the_cost() -> None:
    agreed = {"candidate": "vendor", "category": "licence", "percent": 10, "reason": "letter"}
    one = sold(SEATS, commercial={"prices": [{"markup": 50}]}, brief={"discounts": [agreed]})
    seats = line(project.compare(one).estimates[0], "seats")
    assert (seats.list_amount, seats.discount, seats.amount) == (15_000, 1500, 13_500)
    assert (kept(one)["seats"].cost, kept(one)["seats"].markup) == (9000, 50)


def test_an_amount_agreed_with_the_client_is_taken_off_as_it_was_agreed() -> None:
    agreed = {"candidate": "vendor", "category": "licence", "amount": 1000, "reason": "letter"}
    one = sold(SEATS, commercial={"prices": [{"markup": 50}]}, brief={"discounts": [agreed]})
    assert (amounts(one)["seats"], kept(one)["seats"].cost) == (14_000, 9000)


def test_a_vendors_offer_and_what_the_client_has_are_sold_as_they_are() -> None:
    offer = {"candidate": "vendor", "item": "course", "amount": 400, "source": "letter"}
    brief = {"quoted": [offer], "existing": {"name": "Old", "yearly": Decimal(7)}}
    comparison = project.compare(sold(SEATS, COURSE, commercial={"prices": [{"markup": 50}]}, brief=brief))
    assert [one.totals.horizon for one in comparison.estimates] == [15_400, 7]


def test_an_own_price_follows_growth_and_the_currency_of_the_price_list() -> None:
    brief = {
        "horizon_years": 2, "growth": {"joiners": 5}, "currency": "RUB",
        "exchange": {"as_of": "2026-11-23", "rates": {"USD": 90}},
    }  # fmt: skip
    one = sold(SEATS, commercial={"prices": [{"markup": 50}]}, brief=brief, currency="USD")
    (estimate,) = project.compare(one).estimates
    assert list(estimate.totals.by_year) == [10 * 1500 * 90, 5 * 1500 * 90]
    assert kept(one)["seats"].cost == 15 * 1000 * 90


def test_an_own_price_is_rounded_as_the_price_list_is() -> None:
    commercial = {"prices": [{"markup": Decimal("33.3333")}]}
    assert amounts(sold(COURSE, commercial=commercial, rounding={"step": 10, "mode": "up"})) == {"course": 670}


def test_a_gap_and_what_is_included_stay_what_they_are() -> None:
    free, unknown = item("care", "support", "included"), item("course", "training", "on_request")
    assert amounts(sold(free, unknown, commercial={"prices": [{"markup": 50}]})) == {"care": 0, "course": None}


def test_the_clients_model_holds_the_price_and_nothing_that_leads_to_what_the_vendor_charges() -> None:
    """51,737 a licence, of which nothing is left but the price: 67,258.10 with the markup of 30 %."""
    seats = item("seats", "licence", {"kind": "per_unit", "amount": Decimal(51_737)})
    agreed = {"candidate": "vendor", "items": ["seats"], "percent": 10, "reason": "letter"}
    one = sold(
        seats,
        HELP,
        commercial={"prices": [{"items": ["seats"], "markup": 30}]},
        brief={"users": 1} | {"discounts": [agreed]},
    )
    costs = project.price(one)
    values = evaluate(costs.model)
    assert {name: values[name] for name in values if name in costs.values} == values
    assert all(values[name] == costs.values[name] for name in values)
    assert values["vendor/standard.seats.price"] == Decimal("67258.10")
    assert not [name for name, value in values.items() if value == 51_737]
    assert not [cell for cell in costs.model.cells.values() if "51737" in repr(cell) or "13/10" in repr(cell)]
    assert values["vendor/standard.help"] == Decimal("10347.40")


def test_a_sweep_over_users_sells_at_the_same_prices() -> None:
    tiers = {"kind": "volume", "tiers": [{"up_to": 4, "unit": 1000}, {"unit": 900}]}
    one = sold(item("seats", "licence", tiers), HELP, commercial={"prices": [{"category": "licence", "margin": 20}]})
    swept = project.sweep(one, [1, 4, 5, 9])
    totals = [sum(amount or 0 for amount in amounts(of_users(one, users)).values()) for users in (1, 4, 5, 9)]
    assert [Decimal(int(one)) / 100 for one in swept.courses["vendor/standard"].total.ravel()] == totals


def of_users(one: project.Project, users: int) -> project.Project:
    brief = one.brief.brief.model_copy(update={"users": with_total(one.brief.brief.users, users)})
    return one._replace(brief=one.brief._replace(brief=brief))


def problems(one: project.Project) -> list[tuple[str, str]]:
    with pytest.raises(DataError) as raised:
        project.compare(one)
    return [(found.code, found.message) for found in raised.value.problems if isinstance(found, Problem)]


def test_terms_of_candidates_and_items_nobody_has_are_an_error_with_a_suggestion() -> None:
    commercial = {
        "partner_discount": {"vendr": 30, "vendor/standard": 20},
        "prices": [
            {"candidate": "vendor/standart", "markup": 5},
            {"items": ["seets"], "markup": 5},
            {"candidate": "vendor", "items": ["corse"], "markup": 5},
        ],
    }
    assert problems(sold(SEATS, COURSE, commercial=commercial)) == [
        ("REF012", 'no catalog has the candidate "vendr"; did you mean "vendor"?'),
        ("REF012", 'no catalog has the candidate "vendor/standart"; did you mean "vendor/standard"?'),
        ("REF008", 'no catalog has the item "seets"'),
        ("REF008", 'vendor has no item "corse"'),
    ]


@pytest.mark.parametrize(
    ("prices", "never"),
    [
        ([{"category": "licence", "markup": 5}, {"markup": 10}], [0]),
        ([{"markup": 10}, {"category": "licence", "markup": 5}], []),
        ([{"candidate": "a/b", "markup": 5}, {"candidate": "a", "markup": 10}], [0]),
        ([{"candidate": "a", "markup": 5}, {"candidate": "a/b", "markup": 10}], []),
        ([{"items": ["x"], "markup": 5}, {"items": ["x", "y"], "markup": 10}], [0]),
        ([{"items": ["x", "z"], "markup": 5}, {"items": ["x", "y"], "markup": 10}], []),
        ([{"category": "licence", "markup": 5}, {"category": "licence", "margin": 5}, {"markup": 1}], [0, 1]),
    ],
)
def test_a_price_that_a_later_one_covers_whole_is_refused(prices: list[Tree], never: list[int]) -> None:
    faults = every_own_price_counts_somewhere({"commercial": {"prices": prices}})
    assert [(fault.path[-1], fault.code) for fault in faults] == [(number, "REF016") for number in never]


def test_price_lists_are_looked_at_without_what_is_bought_and_sold() -> None:
    one = sold(SEATS, commercial={"partner_discount": {"nobody": 30}, "prices": [{"markup": 50}]})
    plain = one._replace(playbook=one.playbook.at_vendors_prices())
    assert amounts(plain) == {"seats": 10_000}
    assert Commercial() == plain.playbook.playbook.commercial
