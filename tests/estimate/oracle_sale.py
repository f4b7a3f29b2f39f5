"""Own prices a second time: which of the consultant's prices holds for a line, and what it makes of a charge."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.estimate.oracle_answer import Charge, Row
from tests.estimate.oracle_client import World
from tests.estimate.oracle_prices import rounded

Tree = Mapping[str, Any]


def multiple(world: World, row: Row) -> Fraction | None:
    """The own price of a line as a multiple of what the vendor charges; None where it is sold at the vendor's."""
    commercial = world.playbook.get("commercial", {})
    fitting = [one for one in commercial.get("prices", ()) if _holds(world, one, row.item)]
    if not fitting or row.quoted:
        return None
    partner = commercial.get("partner_discount", {})
    left = 1 - Fraction(partner.get(world.id, partner.get(world.catalog["id"], 0))) / 100
    price = fitting[-1]
    if "markup" in price:
        return left * (100 + Fraction(price["markup"])) / 100
    return left * 100 / (100 - Fraction(price["margin"]))


def _holds(world: World, price: Tree, item: Tree) -> bool:
    if price.get("candidate") and not world.named(price["candidate"]):
        return False
    if price.get("items"):
        return item["id"] in price["items"]
    return price.get("category") in (None, item["category"])


def sell(world: World, row: Row) -> None:
    """After discounts: every part of every charge at the own price, rounded as the price list is."""
    factor = multiple(world, row)
    if factor is None or not row.charges:
        return
    row.sold = {
        year: Charge(*(rounded(part * factor, world.step, world.mode) for part in charge))
        for year, charge in row.charges.items()
    }
    row.basis = "computed" if row.basis == "published" else row.basis
