"""Gaps like for like: what fills them, from whom, once a category, and when nobody can say."""

from decimal import Decimal
from typing import Any

import pytest

from crm_planner.catalog.offer import Status
from crm_planner.compare.table import Comparison
from crm_planner.estimate.lines import Estimate, Range
from tests.estimate.pricing import catalog, compared, item
from tests.estimate.strategies_brief import PLAYBOOK

Tree = dict[str, Any]
USERS = {"users": 10}


def seed() -> list[Tree]:
    """The seed's three vendors at ten licences."""
    support = item("support", "support", {"kind": "percent", "rate": 15, "of": ["licences"]})
    return [
        catalog(item("licences", "licence", 87768), item("training", "training", "not_offered"),
                item("deployment", "deployment", "not_offered"), support, id="terrasoft", rounding={"step": 1}),
        catalog(item("licences", "licence", 51700), item("training", "training", 6000),
                item("deployment", "deployment", 7000), item("support", "support", "included"), id="regionsoft"),
        catalog(item("licences", "licence", 75000), item("training", "training", 12000),
                item("deployment", "deployment", 6600), item("support", "support", "included"), id="communicator"),
    ]  # fmt: skip


def of(comparison: Comparison, name: str) -> Estimate:
    return next(one for one in comparison.estimates if one.id.startswith(name))


def span(low: Any, likely: Any, high: Any) -> Range:
    return Range(Decimal(low), None if likely is None else Decimal(likely), Decimal(high))


@pytest.mark.parametrize(
    ("rule", "low", "likely", "high"),
    [
        ("lowest", 113_533, 113_533, 119_933),
        ("mean", 113_533, 116_733, 119_933),
        ("highest", 113_533, 119_933, 119_933),
        ("ratio", 118_843, 122_851, 126_859),
    ],
)
def test_a_gap_takes_the_lowest_mean_highest_or_mean_share_of_the_licences(
    rule: str, low: int, likely: int, high: int
) -> None:
    found = of(compared(seed(), USERS | {"gaps": rule}), "terrasoft").totals.like_for_like
    assert found == span(low, likely, high)


def test_without_a_rule_in_the_brief_the_playbook_s_holds() -> None:
    assert of(compared(seed(), USERS), "terrasoft").totals.like_for_like == span(113_533, 116_733, 119_933)


def test_none_fills_nothing_and_leaves_complete_candidates_as_they_are() -> None:
    found = compared(seed(), USERS | {"gaps": "none"})
    assert of(found, "terrasoft").totals.like_for_like is None
    assert of(found, "regionsoft").totals.like_for_like == span(64_700, 64_700, 64_700)


def test_what_a_rival_includes_counts_nothing_there() -> None:
    wanting = catalog(item("a", "support", "on_request"), id="one")
    rivals = [catalog(item("a", "support", "included"), id="two"), catalog(item("a", "support", 300), id="three")]
    assert of(compared([wanting, *rivals], USERS), "one").totals.like_for_like == span(0, 150, 300)


def test_candidates_of_the_same_vendor_do_not_fill_each_other_s_gaps() -> None:
    wanting = catalog(item("a", "support", "on_request"), id="one", vendor="North")
    sister = catalog(item("a", "support", 300), id="two", vendor={"en": "North", "ru": "Север"})
    found = of(compared([wanting, sister], USERS), "one")
    assert (found.gaps[0].fill, found.totals.like_for_like) == (None, None)


def test_a_category_is_filled_once_however_many_of_its_items_are_missing() -> None:
    wanting = catalog(item("a", "training", "on_request"), item("b", "training", "not_offered"), id="one")
    rival = catalog(item("a", "training", 100), item("b", "training", 200), id="two")
    found = of(compared([wanting, rival], USERS), "one")
    assert [(gap.category, gap.items, gap.fill) for gap in found.gaps] == [
        ("training", ("a", "b"), span(300, 300, 300))
    ]
    assert found.totals.like_for_like == span(300, 300, 300)


def test_a_rival_that_misses_a_part_of_the_category_fills_nothing() -> None:
    """Its 100 are only a part of what training costs there."""
    wanting = catalog(item("a", "training", "on_request"), id="one")
    partial = catalog(item("a", "training", 100), item("b", "training", "on_request"), id="two")
    whole = catalog(item("a", "training", 500), id="three")
    assert of(compared([wanting, partial, whole], USERS), "one").gaps[0].fill == span(500, 500, 500)


def test_a_rival_whose_licences_are_partly_unknown_lends_no_share_of_them() -> None:
    wanting = catalog(item("l", "licence", 1000), item("a", "training", "on_request"), id="one")
    unknown = catalog(item("l", "licence", 1), item("m", "licence", "on_request"), item("a", "training", 100), id="two")
    known = catalog(item("l", "licence", 400), item("a", "training", 100), id="three")
    found = of(compared([wanting, unknown, known], USERS | {"gaps": "ratio"}), "one")
    assert found.gaps[0].fill == span(250, 250, 250)


@pytest.mark.parametrize("licences", ["on_request", "included", 0])
def test_without_licences_to_take_a_share_of_a_ratio_fills_nothing_or_nought(licences: Any) -> None:
    wanting = catalog(item("l", "licence", licences), item("a", "training", "on_request"), id="one")
    rival = catalog(item("l", "licence", 400), item("a", "training", 100), id="two")
    free = catalog(item("l", "licence", 0), item("a", "training", 900), id="three")
    gaps = {
        gap.category: gap.fill for gap in of(compared([wanting, rival, free], USERS | {"gaps": "ratio"}), "one").gaps
    }
    assert gaps["training"] == (None if licences == "on_request" else span(0, 0, 0))


def test_a_rival_that_cannot_be_bought_fills_nothing() -> None:
    wanting = catalog(item("a", "training", "on_request"), id="one")
    small = catalog(item("a", "training", 100), id="two", limits={"users": {"max": 5}})
    assert of(compared([wanting, small], USERS), "one").gaps[0].fill is None


def test_nobody_priced_is_nothing_known_and_not_nought() -> None:
    several = [catalog(item("a", "training", "on_request"), id=name) for name in ("one", "two")]
    found = compared(several, USERS)
    assert [one.totals.like_for_like for one in found.estimates] == [None, None]
    assert (found.ranking.published, found.ranking.like_for_like) == ((), ())


def test_one_gap_nobody_can_fill_leaves_the_whole_total_open() -> None:
    wanting = catalog(item("a", "training", "on_request"), item("b", "exit", "on_request"), id="one")
    rival = catalog(item("a", "training", 100), id="two")
    found = of(compared([wanting, rival], USERS), "one")
    assert [gap.fill for gap in found.gaps] == [span(100, 100, 100), None]
    assert found.totals.like_for_like is None


def test_a_gap_is_filled_with_hours_at_the_rate_card() -> None:
    brief = USERS | {"gaps": "rate_card", "rates": {"trainer": 1000, "engineer": 2000}}
    terrasoft = of(compared(seed(), brief), "terrasoft")
    # six hours for one class; 3 hours for a server and 0.25 for each of ten people, spread from 0.4 to 2.7
    assert {gap.category: (gap.fill, gap.filled_from, gap.rule) for gap in terrasoft.gaps} == {
        "training": (span(6000, 6000, 6000), (), "rate_card"),
        "deployment": (span(4400, 11_000, 29_700), (), "rate_card"),
    }
    assert terrasoft.totals.like_for_like == span(111_333, 117_933, 136_633)


def test_a_rate_card_without_the_rate_leaves_the_gap_open() -> None:
    found = compared(seed(), USERS | {"gaps": "rate_card"})
    assert {gap.category: gap.fill for gap in of(found, "terrasoft").gaps}["training"] is None
    assert found.ranking.like_for_like == ("regionsoft/standard", "communicator/standard")


def test_a_category_without_any_effort_is_not_filled_by_the_rate_card() -> None:
    wanting, rival = catalog(item("a", "exit", "on_request"), id="one"), catalog(item("a", "exit", 100), id="two")
    (gap,) = of(compared([wanting, rival], USERS | {"gaps": "rate_card"}), "one").gaps
    assert gap.fill is None


def test_a_gap_is_filled_over_the_whole_horizon_and_in_the_brief_s_currency() -> None:
    wanting = catalog(item("a", "support", "on_request"), id="one")
    rival = catalog(item("a", "support", 10, charge="monthly"), id="two", currency="USD")
    brief = USERS | {"horizon_years": 2, "exchange": {"as_of": "2026-11-23", "rates": {"USD": 90}}}
    assert of(compared([wanting, rival], brief), "one").totals.like_for_like == span(21_600, 21_600, 21_600)


def test_a_quoted_offer_closes_its_gap() -> None:
    offers = [
        {"candidate": "terrasoft", "item": name, "amount": amount, "source": "letter 12"}
        for name, amount in (("training", 9000), ("deployment", 5000))
    ]
    found = of(compared(seed(), USERS | {"quoted": offers}), "terrasoft")
    assert (found.complete, found.gaps, found.totals.horizon) == (True, (), 114_933)


def test_an_included_item_is_no_gap_and_costs_nothing() -> None:
    found = of(compared(seed(), USERS), "regionsoft")
    support = next(line for line in found.lines if line.id == "support")
    assert (support.status, support.amount, found.complete) == (Status.INCLUDED, 0, True)


def test_a_gap_s_amount_is_nothing_known() -> None:
    found = of(compared(seed(), USERS), "terrasoft")
    training = next(line for line in found.lines if line.id == "training")
    assert (training.amount, training.by_year, found.complete) == (None, (), False)


@pytest.mark.parametrize(("country", "show"), [(None, "gross"), (None, "net"), ("RU", "gross"), (None, "published")])
def test_hours_that_cannot_be_shown_with_or_without_tax_fill_no_gap_and_it_is_said(
    country: str | None, show: str
) -> None:
    """The playbook's trainer has a rate without tax, and only the client's country tells the rate of tax."""
    taxed = {"treatment": "excluded", "rate": 20}
    sold = catalog(item("licences", "licence", 100), item("course", "training", "on_request"), tax=taxed)
    course = {"id": "lessons", "name": "Lessons", "category": "training", "side": "vendor", "role": "trainer"}
    playbook = {
        **{key: one for key, one in PLAYBOOK.items() if key not in ("efforts", "builders", "drivers")},
        "rates": {"trainer": {"name": "Trainer", "amount": 1000, "tax": "excluded"}},
        "efforts": [course | {"formula": [{"hours": 2}], "optional": True}],
    }
    brief = {"users": 1, "gaps": "rate_card", "tax": {"show": show}, "client": {"name": "C", "country": country}}
    found = compared([sold], brief, playbook)
    (estimate,) = found.estimates
    said = [note for note in estimate.notes if note.id == "vendor/standard/no-hours/training"]
    unknown = country is None and show != "published"
    assert bool(said) is unknown
    assert (estimate.totals.like_for_like is None) is unknown
    assert estimate.totals.unknown == (1 if unknown else 0)
    told = [note.id for note in found.notes if note.id.startswith("work/tax/")]
    assert told == (["work/tax/excluded"] if show == "published" else [])
