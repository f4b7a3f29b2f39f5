"""Amounts of a catalog have no more digits than its currency."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from crm_planner.catalog.written import Tree, written_items, written_prices
from crm_planner.document import Fault, entries
from crm_planner.money import MINOR_DIGITS
from crm_planner.place import Path

_AMOUNTS = {"step", "minimum", "maximum"}
_TABLES = {"totals", "packs"}
_WHOLE_AMOUNTS = ("flat", None)
"""`amount` is a whole amount in a flat price and in a discount, which has no kind; elsewhere it is a price per unit."""


def amounts_fit_the_currency(catalog: Tree) -> Iterator[Fault]:
    """Amounts have at most the minor digits of the currency; prices per unit may be finer."""
    digits = MINOR_DIGITS.get(str(catalog.get("currency")))
    if digits is None:
        return
    for path, node in _with_amounts(catalog):
        for key, written in _amounts(node):
            if isinstance(written, str | Decimal) and len(str(written).partition(".")[2]) > digits:
                said = f"{written} has more digits than {catalog['currency']}, which has {digits}"
                yield Fault((*path, *key), "NUM011", f"{said}; round the printed figure")


def _with_amounts(catalog: Tree) -> Iterator[tuple[Path, Tree]]:
    """The parts of a catalog that hold amounts of money."""
    rounding = catalog.get("rounding")
    if isinstance(rounding, dict):
        yield ("rounding",), rounding
    for index, discount in entries(catalog, "discounts"):
        yield ("discounts", index), discount
    for path, item, _ in written_items(catalog):
        for price_path, price in written_prices(item):
            yield (*path, *price_path), price


def _amounts(node: Tree) -> Iterator[tuple[Path, Any]]:
    """Every amount in a part that is not a price per unit, with its path in the part."""
    for key, value in node.items():
        if key in _AMOUNTS or (key == "amount" and node.get("kind") in _WHOLE_AMOUNTS):
            yield (key,), value
        elif key in _TABLES and isinstance(value, dict):
            yield from (((key, str(name)), amount) for name, amount in value.items())
        elif key == "tiers":
            yield from (((key, index, "flat"), tier.get("flat")) for index, tier in entries(node, key))
