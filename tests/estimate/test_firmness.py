"""Totals in their parts: firm, estimated, and how many items nobody can price; a rate of exchange with its day."""

from decimal import Decimal
from typing import Any

from crm_planner.estimate.lines import Totals
from tests.estimate.pricing import catalog, compared, item, only

Tree = dict[str, Any]
PRINTED = {"kind": "published", "totals": {10: 1000}}


def parts(found: Totals) -> tuple[Decimal, Decimal, int]:
    return found.firm, found.estimated, found.unknown


def test_printed_computed_and_offered_figures_are_firm() -> None:
    items = [
        item("a", "licence", PRINTED), item("b", "other", {"kind": "per_unit", "amount": 5}, quantity="users"),
        item("c", "support", "on_request"), item("d", "other", "included"),
    ]  # fmt: skip
    offer = {"candidate": "vendor", "item": "c", "amount": 70, "source": "letter"}
    assert parts(only([catalog(*items)], {"users": 10, "quoted": [offer]}).totals) == (1120, 0, 0)


def test_extrapolated_figures_and_work_at_assumed_hours_are_estimated() -> None:
    work = {"kind": "effort", "hours": {"low": 1, "likely": 2, "high": 3}, "role": "consultant"}
    found = only([catalog(item("a", "licence", PRINTED), item("b", "other", work))], {"users": 11}).totals
    assert parts(found) == (0, Decimal(1100) + Decimal("5999.98"), 0)


def test_what_fills_a_gap_is_estimated_and_what_nothing_fills_is_counted() -> None:
    gapped = catalog(
        item("a", "licence", 100), item("b", "training", "not_offered"), item("c", "exit", "on_request"),
        item("d", "exit", "on_request"),
    )  # fmt: skip
    rival = catalog(item("a", "licence", 100), item("b", "training", 60), id="rival")
    found = compared([gapped, rival], {"users": 1}).estimates
    assert [parts(one.totals) for one in found] == [(100, 60, 2), (160, 0, 0)]


def test_firm_and_estimated_add_up_to_the_likely_total_where_nothing_is_unknown() -> None:
    gapped = catalog(item("a", "licence", PRINTED), item("b", "training", "not_offered"))
    rival = catalog(item("a", "licence", 100), item("b", "training", 60), id="rival")
    for rule in ("lowest", "mean", "highest", "ratio"):
        found = compared([gapped, rival], {"users": 12, "gaps": rule}).estimates[0].totals
        assert found.like_for_like is not None
        assert found.firm + found.estimated == found.like_for_like.likely


def test_without_filling_every_missing_item_is_unknown() -> None:
    gapped = catalog(item("a", "licence", 100), item("b", "training", "not_offered"))
    rival = catalog(item("a", "licence", 100), item("b", "training", 60), id="rival")
    assert compared([gapped, rival], {"users": 1, "gaps": "none"}).estimates[0].totals.unknown == 1


def test_a_rate_of_exchange_stands_under_the_table_with_its_day() -> None:
    tree = catalog(item("a", "licence", 100), currency="USD")
    brief = {"users": 1, "exchange": {"as_of": "2026-11-20", "rates": {"USD": Decimal("92.5"), "JPY": 1}}}
    notes = {note.id: note.text for note in compared([tree], brief).notes}
    assert [name for name in notes if name.startswith("exchange/")] == ["exchange/USD"]
    assert "2026, 11, 20" in str(notes["exchange/USD"])
