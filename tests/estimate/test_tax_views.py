"""Amounts without tax, or with it: every line, total and rank in one view, shared out to the last kopeck."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.estimate.lines import Estimate
from tests.estimate.pricing import catalog, compared, item, line, only

Tree = dict[str, Any]
INCLUDED, EXCLUDED = ({"treatment": how, "rate": 20} for how in ("included", "excluded"))
UNKNOWN = {"treatment": "unknown"}


def seen(show: str, *items: Tree, tax: Tree, **brief: Any) -> Estimate:
    return only([catalog(*items, tax=tax)], {"users": 1, "tax": {"show": show}, **brief})


@pytest.mark.parametrize(
    ("show", "tax", "amount"),
    [
        ("published", INCLUDED, 120), ("net", INCLUDED, 100), ("gross", INCLUDED, 120),
        ("published", EXCLUDED, 120), ("net", EXCLUDED, 120), ("gross", EXCLUDED, 144),
        ("net", {"treatment": "exempt"}, 120), ("gross", {"treatment": "exempt"}, 120),
    ],
)  # fmt: skip
def test_lines_and_totals_are_in_the_view_the_brief_asks_for(show: str, tax: Tree, amount: int) -> None:
    found = seen(show, item("a", "licence", 120), tax=tax)
    assert (found.lines[0].amount, found.totals.horizon, found.shown) == (amount, amount, show)


@pytest.mark.parametrize("tax", [INCLUDED, EXCLUDED])
def test_tax_net_and_gross_are_the_same_in_every_view(tax: Tree) -> None:
    items = [item("a", "licence", 120), item("b", "support", Decimal("33.33"), charge="yearly", indexation=7)]
    views = [seen(show, *items, tax=tax, horizon_years=3).totals for show in ("published", "net", "gross")]
    assert len({(one.tax, one.net, one.gross) for one in views}) == 1
    assert views[1].horizon == views[0].net
    assert views[2].horizon == views[0].gross


@pytest.mark.parametrize("tax", [INCLUDED, EXCLUDED])
@pytest.mark.parametrize("show", ["published", "net", "gross"])
def test_what_is_taken_off_is_the_same_in_every_view_of_tax(tax: Tree, show: str) -> None:
    off = [{"candidate": "vendor/standard", "category": "licence", "amount": 20, "reason": "asked"}]
    items = [item("a", "licence", 120), item("b", "support", 50, charge="yearly")]
    found = seen(show, *items, tax=tax, horizon_years=2, discounts=off)
    assert [one.discount for one in found.lines] == [20, None]


def test_an_unknown_treatment_leaves_the_whole_candidate_as_published_and_says_so() -> None:
    known = item("a", "licence", 120, tax=INCLUDED)
    several = [catalog(known, item("b", "other", 10))]
    found = compared(several, {"users": 1, "tax": {"show": "net"}})
    (estimate,) = found.estimates
    assert (estimate.shown, estimate.totals.horizon) == ("published", 130)
    (note,) = (one for one in found.notes if one.id == "tax-shown")
    assert "as published where" in str(note.text)


def test_a_candidate_of_unknown_tax_is_not_ranked_beside_others_without_tax() -> None:
    several = [
        catalog(item("a", "licence", 120), tax=INCLUDED, id="known"),
        catalog(item("a", "licence", 90), tax=UNKNOWN, id="unknown"),
    ]
    ranking = compared(several, {"users": 1, "tax": {"show": "net"}}).ranking
    assert ranking.published == ranking.like_for_like == ("known/standard",)
    assert [one.id for one in ranking.unranked_published] == ["unknown/standard"]
    assert compared(several, {"users": 1}).ranking.published == ("unknown/standard", "known/standard")


def test_where_nobody_s_tax_is_known_the_published_prices_are_ranked() -> None:
    several = [catalog(item("a", "licence", price), tax=UNKNOWN, id=f"v{price}") for price in (90, 80)]
    found = compared(several, {"users": 1, "tax": {"show": "gross"}})
    assert found.ranking.published == ("v80/standard", "v90/standard")


def test_the_rank_can_turn_once_all_prices_contain_tax() -> None:
    several = [
        catalog(item("a", "licence", 110), tax=INCLUDED, id="inside"),
        catalog(item("a", "licence", 100), tax=EXCLUDED, id="outside"),
    ]
    published, gross = (compared(several, {"users": 1, "tax": {"show": show}}) for show in ("published", "gross"))
    assert published.ranking.published == ("outside/standard", "inside/standard")
    assert "tax-mixed" in [note.id for note in published.notes]
    assert gross.ranking.published == ("inside/standard", "outside/standard")


def test_a_gap_is_filled_with_the_amount_the_rival_shows_and_not_taxed_again() -> None:
    rival = catalog(item("a", "licence", 10), item("b", "training", 120), tax=INCLUDED, id="rival")
    gapped = catalog(item("a", "licence", 10), item("b", "training", "on_request"), tax=EXCLUDED)
    for show, fill in (("published", 120), ("net", 100), ("gross", 120)):
        found = compared([gapped, rival], {"users": 1, "tax": {"show": show}}).estimates[0]
        assert found.gaps[0].fill is not None
        assert found.gaps[0].fill.likely == fill, show
    notes = compared([gapped, rival], {"users": 1, "tax": {"show": "net"}}).notes
    assert "tax-of-fills" in [note.id for note in notes]


def test_a_rival_of_unknown_tax_fills_no_gap_shown_without_tax() -> None:
    rival = catalog(item("a", "licence", 10), item("b", "training", 120), tax=UNKNOWN, id="rival")
    gapped = catalog(item("a", "licence", 10), item("b", "training", "on_request"), tax=EXCLUDED)
    found = compared([gapped, rival], {"users": 1, "tax": {"show": "net"}}).estimates[0]
    assert (found.gaps[0].fill, found.totals.unknown) == (None, 1)


PRICES = st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=5)
RATES = st.sampled_from([Decimal(rate) for rate in ("0", "5", "10", "18", "20", "22", "8.875")])


@given(PRICES, RATES, st.sampled_from(["included", "excluded"]), st.sampled_from(["total", "line"]))
def test_lines_without_tax_and_their_tax_add_up_to_lines_with_it(
    prices: list[Decimal], rate: Decimal, how: str, once: str
) -> None:
    items = [item(f"n{number}", "other", price) for number, price in enumerate(prices)]
    tax = {"treatment": how, "rate": rate, "round": once}
    net, gross = (seen(show, *items, tax=tax) for show in ("net", "gross"))
    for without, with_tax in zip(net.lines, gross.lines, strict=True):
        assert (without.amount or 0) + (without.tax or 0) == with_tax.amount
    assert sum(one.amount or 0 for one in net.lines) == net.totals.horizon
    assert sum(one.tax or 0 for one in net.lines) == net.totals.tax
    assert (net.totals.horizon, gross.totals.horizon) == (gross.totals.net, net.totals.gross)


@given(st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=4), RATES)
def test_tax_put_on_top_and_taken_out_again_leaves_the_price(prices: list[Decimal], rate: Decimal) -> None:
    """Prices without tax become prices with it, and those lose it again: each within the last kopeck of its own."""
    items = [item(f"n{number}", "other", price) for number, price in enumerate(prices)]
    once = {"rate": rate, "round": "line"}
    gross = seen("gross", *items, tax=once | {"treatment": "excluded"})
    back = [item(one.id, "other", one.amount or Decimal(0)) for one in gross.lines]
    net = seen("net", *back, tax=once | {"treatment": "included"})
    for price, found in zip(prices, net.lines, strict=True):
        assert abs(price - (found.amount or 0)) <= Decimal("0.01")
    assert net.totals.gross == gross.totals.horizon


@given(st.permutations(range(4)), RATES, st.sampled_from(["net", "gross"]))
def test_the_order_of_lines_changes_no_total(order: list[int], rate: Decimal, show: str) -> None:
    prices = [Decimal("10.01"), Decimal("0.05"), Decimal("99.99"), Decimal("7.77")]
    items = [item(f"n{number}", "other", price) for number, price in enumerate(prices)]
    tax = {"treatment": "included", "rate": rate}
    assert seen(show, *(items[at] for at in order), tax=tax).totals == seen(show, *items, tax=tax).totals


def test_prices_of_a_day_with_another_rate_are_pointed_out() -> None:
    old = catalog(item("a", "licence", 100), tax={"treatment": "excluded"}, prices_as_of="2026-11-22")
    brief = {"users": 1, "client": {"name": "Client", "country": "RU"}}
    assert "vendor/tax-period" in [note.id for note in compared([old], brief).notes]
    assert "vendor/tax-period" not in [
        note.id for note in compared([old | {"prices_as_of": "2026-11-23"}], brief).notes
    ]


def test_a_line_keeps_the_price_it_was_published_with_among_its_cells() -> None:
    found = seen("net", item("a", "licence", 120), tax=INCLUDED)
    assert line(found, "a").list_amount == 120
