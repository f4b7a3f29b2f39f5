"""Discounts a second time: who grants them, how they meet, and how an amount is spread."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.estimate.oracle_answer import Answer, Row
from tests.estimate.oracle_client import World
from tests.estimate.oracle_prices import NOTHING, rounded
from tests.estimate.oracle_spread import spread
from tests.estimate.oracle_tax import How, tax_on

Tree = Mapping[str, Any]


def granted(world: World) -> list[Tree]:
    """The vendor's discounts that hold on the day and whose requirements are met, then the brief's."""
    vendor = [
        {**one, "vendor": True}
        for one in world.catalog.get("discounts", ())
        if (one.get("from") is None or one["from"] <= world.day)
        and (one.get("until") is None or world.day <= one["until"])
        and not world.unmet(one.get("requires", {}))
    ]
    return vendor + [one for one in world.brief.get("discounts", ()) if world.named(one["candidate"])]


def covers(world: World, discount: Tree, row: Row) -> bool:
    """Names are items of the edition, else categories; `category` is a category. Re-entry is never cheaper."""
    item = row.item
    if row.again or row.quoted:
        return False
    if discount.get("category"):
        return bool(item["category"] == discount["category"])
    ids = {one["id"] for one in world.edition["items"]}
    return any(item["id"] == name if name in ids else item["category"] == name for name in discount["items"])


def apart(world: World, discount: Tree, row: Row, year: int = 1) -> How | None:
    """How a line is taxed in a year, where the discount is not on its price and that makes a difference."""
    on, how = discount.get("on", "price"), tax_on(world, row.item, year)
    if on == "price" or how is None or not how[1] or (on == "net" and how[0] == "excluded"):
        return None
    return how


def percents_off(answer: Answer, row: Row, discounts: list[Tree]) -> None:
    """Step 3, percent discounts: each rounded, combined as the catalog says."""
    world, stacking = answer.world, answer.world.catalog.get("stacking")
    if len(discounts) > 1 and stacking is None:
        answer.refused.append("REF011")
        return
    percents = [one for one in discounts if one.get("percent") is not None]
    for year, charge in row.charges.items() if percents else ():
        left, off, keeps = charge.listed, [], []
        for one in percents:
            off.append(
                _off(world, one, left if stacking == "compound" else charge.listed, apart(world, one, row, year))
            )
            keeps.append(one.get("on") == "total" and apart(world, one, row, year) is not None)
            left -= off[-1]
        taxed = charge.listed - sum((one for one, kept in zip(off, keeps, strict=True) if not kept), NOTHING)
        if stacking == "best":
            left = charge.listed - max(off)
            on_price = max((one for one, kept in zip(off, keeps, strict=True) if not kept), default=NOTHING)
            on_total = max((one for one, kept in zip(off, keeps, strict=True) if kept), default=NOTHING)
            taxed = charge.listed if on_total > on_price else charge.listed - on_price
        row.charges[year] = charge._replace(net=max(left, NOTHING), taxed=max(taxed, NOTHING))


def _off(world: World, discount: Tree, of: Fraction, how: How | None) -> Fraction:
    """What one percentage takes off a price."""
    share = Fraction(discount["percent"]) / 100

    def own(amount: Fraction) -> Fraction:
        return rounded(amount, world.step, world.mode)

    if how is None:
        return own(of * share)
    grown = 1 + how[1] / 100
    net = of / grown if how[0] == "included" else of
    if discount["on"] == "net":
        return own(own(net * share) * grown)
    return min(own(net * grown * share), rounded(net, world.step, "down"))


def amounts_off(world: World, rows: list[Row], discounts: list[Tree], listed: Mapping[str, Fraction]) -> None:
    """Step 3, amount discounts: once, in year 1, in minor units by largest remainder; never below 0."""
    best = world.catalog.get("stacking") == "best"
    for one in discounts:
        covered = [row for row in rows if row.charges and one.get("amount") is not None and covers(world, one, row)]
        due = [listed[row.item["id"]] if best else row.years[0] for row in covered]
        rooms = [_room(world, one, row, before) for row, before in zip(covered, due, strict=True)]
        if not sum(rooms):
            continue
        off = Fraction(one["amount"])
        if one.get("vendor") and world.catalog["currency"] != world.currency:
            off = rounded(off * world.exchange, world.cent, "half_up")
        shares = spread(min(off, sum(rooms, NOTHING)), rooms, world.cent)
        for row, before, room, share in zip(covered, due, rooms, shares, strict=True):
            how, left = apart(world, one, row), before - share
            if how is not None and one["on"] == "net":
                paid = rounded(share * (1 + how[1] / 100), world.cent, "half_up")
                left = NOTHING if room <= share else max(before - paid, NOTHING)
            kept = how is not None and one["on"] == "total"
            if best and row.years[0] <= left:
                continue
            if best:
                row.taxable[0] = before if kept else left
            elif not kept:
                row.taxable[0] -= before - left
            row.years[0] = left


def _room(world: World, discount: Tree, row: Row, before: Fraction) -> Fraction:
    """How much can be taken off a line: all of it, or all but its tax."""
    how = apart(world, discount, row)
    if how is None or how[0] != "included":
        return before
    return rounded(before / (1 + how[1] / 100), world.cent, "half_up")
