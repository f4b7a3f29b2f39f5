"""Each kind of price in words."""

from typing import Any, get_args

import pytest

from crm_planner.catalog.model import AnyPrice, Item
from crm_planner.documents import prices
from crm_planner.documents.prices import price_in_words
from tests.documents.made import speech


def said(**item: Any) -> str:
    return speech().show(price_in_words(Item.model_validate({"id": "x", "category": "licence", **item})))


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ({"kind": "flat", "amount": 7000}, "7,000"),
        ({"kind": "flat", "amount": 70, "minimum": 50, "maximum": 90}, "70, at least 50, at most 90"),
        ({"kind": "per_unit", "amount": 50}, "50 for each unit"),
        ({"kind": "per_unit", "amount": 50, "free_units": 2}, "50 for each unit; 2 are free"),
        ({"kind": "per_unit", "amount": 50, "minimum_quantity": 5}, "50 for each unit; at least 5 are billed"),
        (
            {"kind": "per_unit", "amount": 50, "free_units": 2, "minimum_quantity": 5},
            "50 for each unit; at least 5 are billed, 2 are free",
        ),
        ({"kind": "package", "size": 10, "amount": 6000}, "6,000 for each started package of 10"),
        (
            {"kind": "volume", "tiers": [{"up_to": 10, "unit": 9}, {"unit": 8, "flat": 5}]},
            "all units at the price of one tier: up to 10: 9, above that: 8 plus 5",
        ),
        (
            {"kind": "graduated", "tiers": [{"up_to": 10, "unit": 9}, {"on_request": True}]},
            "each slice at the price of its tier: up to 10: 9, above that: on request",
        ),
        ({"kind": "packs", "packs": {"10": 80, "5": 45}, "combine": "cover"}, "only in packs: 45 for 5, 80 for 10"),
        ({"kind": "published", "totals": {"10": 51700}}, "printed totals: 51,700 for 10"),
        ({"kind": "percent", "rate": 15, "of": ["licence"]}, "15 % of licences"),
        (
            {"kind": "effort", "hours": {"low": 1, "likely": 2, "high": 4}, "role": "trainer"},
            "2 hours (1 to 4) at the rate of the role trainer",
        ),
        ({"kind": "included"}, "included"),
        ({"kind": "not_offered"}, "not offered"),
        ({"kind": "on_request"}, "on request"),
    ],
    ids=lambda value: value.get("kind") if isinstance(value, dict) else "",
)
def test_every_kind_of_price_has_words(price: dict[str, Any], words: str) -> None:
    assert said(price=price) == words


def test_no_kind_of_price_was_forgotten() -> None:
    (kinds, _) = get_args(AnyPrice)
    assert {get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(kinds)} == set(prices._WORDS)


def test_dated_prices_say_from_when() -> None:
    dated = [
        {"from": day, "price": {"kind": "flat", "amount": amount}}
        for day, amount in (("2025-01-01", 5), ("2026-01-01", 6))
    ]
    assert said(prices=dated) == "from 2025-01-01: 5, from 2026-01-01: 6"
