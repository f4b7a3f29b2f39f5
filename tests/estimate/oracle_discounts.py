"""Discounts a second time: who grants them, how they meet, and how an amount is spread."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.estimate.oracle_answer import Answer, Row
from tests.estimate.oracle_client import World
from tests.estimate.oracle_prices import NOTHING, rounded

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


def covers(world: World, discount: Tree, item: Tree) -> bool:
    """Names are items of the edition, else categories; `category` is a category."""
    if discount.get("category"):
        return bool(item["category"] == discount["category"])
    ids = {one["id"] for one in world.edition["items"]}
    return any(item["id"] == name if name in ids else item["category"] == name for name in discount["items"])


def percents_off(answer: Answer, row: Row, discounts: list[Tree]) -> None:
    """Step 3, percent discounts: each rounded, combined as the catalog says."""
    world, stacking = answer.world, answer.world.catalog.get("stacking")
    if len(discounts) > 1 and stacking is None:
        answer.refused.append("REF011")
        return
    listed = left = row.listed or NOTHING
    off = []
    for one in discounts:
        if one.get("percent") is not None:
            of = left if stacking == "compound" else listed
            off.append(rounded(of * Fraction(one["percent"]) / 100, world.step, world.mode))
            left -= off[-1]
    if stacking == "best" and off:
        left = listed - max(off)
    row.net = max(left, NOTHING)


def amounts_off(world: World, rows: list[Row], discounts: list[Tree], listed: Mapping[str, Fraction]) -> None:
    """Step 3, amount discounts: once, in year 1, in minor units by largest remainder; never below 0."""
    best = world.catalog.get("stacking") == "best"
    for one in discounts:
        covered = [row for row in rows if row.years and row.net is not None and not row.quoted]
        covered = [row for row in covered if one.get("amount") is not None and covers(world, one, row.item)]
        due = [listed[row.item["id"]] if best else row.years[0] for row in covered]
        if not sum(due):
            continue
        off = Fraction(one["amount"])
        if one.get("vendor") and world.catalog["currency"] != world.currency:
            off = rounded(off * world.exchange, world.cent, "half_up")
        for row, before, share in zip(covered, due, spread(min(off, sum(due, NOTHING)), due, world.cent), strict=True):
            row.years[0] = min(row.years[0], before - share) if best else before - share


def spread(amount: Fraction, over: list[Fraction], cent: Fraction) -> list[Fraction]:
    """`amount` in proportion to `over`: whole cents first, the rest one by one to the largest remainders."""
    fair = [amount * one / sum(over) / cent for one in over]
    cents = [int(one) for one in fair]
    order = sorted(range(len(fair)), key=lambda number: (-(fair[number] - cents[number]), number))
    for number in order[: int(amount / cent) - sum(cents)]:
        cents[number] += 1
    return [number * cent for number in cents]
