"""A catalog's own rules: prices by date, ranges and requirements, and what an item may not say."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from crm_planner.catalog.model import Catalog, Discount, Item, Requirement, price_on
from crm_planner.catalog.price import FlatPrice
from crm_planner.spans import Range
from tests.catalog.trees import catalog, changed, item, items

DATED = {
    "id": "licences",
    "category": "licence",
    "prices": [
        {"from": date(2026, 1, 1), "price": {"kind": "flat", "amount": 200}},
        {"from": date(2024, 7, 1), "price": {"kind": "flat", "amount": 100}},
        {"from": date(2027, 1, 1), "price": {"kind": "on_request"}},
    ],
}


@pytest.mark.parametrize(
    ("day", "amount", "entry"),
    [
        (date(2024, 7, 1), 100, 1),
        (date(2025, 12, 31), 100, 1),
        (date(2026, 1, 1), 200, 0),
        (date(2026, 12, 31), 200, 0),
    ],
)
def test_a_price_holds_from_its_day_until_the_day_before_the_next(day: date, amount: int, entry: int) -> None:
    price, path = price_on(Item.model_validate(DATED), day)
    assert isinstance(price, FlatPrice)
    assert price.amount == amount
    assert path == ("prices", entry, "price")


def test_a_later_entry_may_take_the_price_away() -> None:
    price, _ = price_on(Item.model_validate(DATED), date(2027, 1, 1))
    assert price is not None
    assert price.kind == "on_request"


def test_no_price_holds_before_the_first() -> None:
    assert price_on(Item.model_validate(DATED), date(2024, 6, 30)) == (None, ("prices",))


def test_an_undated_price_always_holds() -> None:
    price, path = price_on(Item.model_validate(item("a", "other", {"kind": "flat", "amount": 1})), date(1990, 1, 1))
    assert (price is not None, path) == (True, ("price",))


def test_two_prices_from_one_day_are_refused() -> None:
    entry = DATED["prices"][0]
    with pytest.raises(ValidationError, match="begin on the same day"):
        Item.model_validate(DATED | {"prices": [entry, entry]})


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"price": {"kind": "included"}, "prices": DATED["prices"]}, "either price or prices"),
        ({}, "either price or prices"),
        ({"price": {"kind": "included"}, "default": True}, "belongs to an item of a choice"),
    ],
)
def test_an_item_says_its_price_once_and_a_default_belongs_to_a_choice(written: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Item.model_validate({"id": "a", "category": "other", **written})


@pytest.mark.parametrize(
    ("low", "high", "inside", "outside"),
    [
        (5, None, [5, 6, 1000], [0, 4, "4.999999"]),
        (None, 50, [0, 49, 50], ["50.000001", 51]),
        (5, 5, [5], [4, 6]),
        (None, None, [0], []),
    ],
)
def test_a_range_includes_both_its_ends(
    low: int | None, high: int | None, inside: list[Any], outside: list[Any]
) -> None:
    written = Range(min=low, max=high)
    assert all(written.holds(Decimal(at)) for at in inside)
    assert not any(written.holds(Decimal(at)) for at in outside)


def test_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValidationError, match="min 6 is above max 5"):
        Range(min=6, max=5)


@pytest.mark.parametrize(
    ("written", "values"),
    [("moscow", ("moscow",)), (["standard", "premium"], ("standard", "premium")), ({"min": 5}, ())],
)
def test_a_requirement_is_a_value_several_or_a_range(written: Any, values: tuple[str, ...]) -> None:
    requirement = Requirement.model_validate(written)
    assert requirement.values == values
    assert (requirement.range is not None) == isinstance(written, dict)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "either percent or amount"),
        ({"percent": 10, "amount": 500}, "either percent or amount"),
        (
            {"percent": 10, "from": date(2026, 2, 1), "until": date(2026, 1, 31)},
            "until 2026-01-31 is before from 2026-02-01",
        ),
        ({"percent": 101}, "too large"),
    ],
)
def test_a_discount_has_one_value_and_a_period_in_order(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Discount.model_validate({"id": "prepay", "items": ["licences"], **more})


def test_a_discount_may_last_one_day() -> None:
    day = date(2026, 1, 31)
    assert Discount.model_validate({"id": "a", "items": ["b"], "percent": 100, "from": day, "until": day}).until == day


def test_what_a_catalog_does_not_say_is_unknown() -> None:
    read = Catalog.model_validate(catalog())
    assert (read.prices_as_of, read.tax.treatment, read.stacking, read.rounding.step) == (None, "unknown", None, None)


@pytest.mark.parametrize("key", ["schema", "id", "vendor", "product", "currency", "editions"])
def test_a_catalog_needs_its_name_its_currency_and_an_edition(key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        Catalog.model_validate(changed(lambda tree: tree.pop(key)))


def test_a_key_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="pirce"):
        Catalog.model_validate(changed(lambda tree: items(tree)[0].update(pirce=1)))


def test_a_catalog_never_changes() -> None:
    read = Catalog.model_validate(catalog())
    with pytest.raises(ValidationError, match="frozen"):
        read.currency = "USD"  # type: ignore[misc]
