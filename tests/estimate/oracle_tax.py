"""Tax a second time: how a line is taxed, tax once per rate or on each line, and lines without tax or with it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.estimate.oracle_answer import Answer, Row
from tests.estimate.oracle_client import World
from tests.estimate.oracle_prices import NOTHING, rounded
from tests.estimate.oracle_spread import spread

Tree = Mapping[str, Any]
How = tuple[str, Fraction, str]


def settle(answer: Answer) -> None:
    """Step 7: the tax of each line and of all, then the lines as the brief wants to see them."""
    world, unknown = answer.world, False
    ways: dict[str, list[How]] = {}
    for row in (one for one in answer.rows if one.status == "priced"):
        found = [tax_on(world, row.item, year) for year in world.years()]
        known = [how for how in found if how is not None]
        unknown = unknown or len(known) < len(found)
        if len(known) == len(found):
            ways[row.item["id"]] = known
            row.tax = sum(
                (cents(world, one * factor(how)) for one, how in zip(row.taxable, known, strict=True)), NOTHING
            )
    if unknown:
        return
    published = answer.total
    answer.shown = str(world.brief.get("tax", {}).get("show", "published"))
    inside = on_top = NOTHING
    shares = {name: list[Fraction]() for name in ways}
    for year in range(len(world.years())):
        groups: dict[How, list[Row]] = {}
        for row in (one for one in answer.rows if one.status == "priced"):
            groups.setdefault(ways[row.item["id"]][year], []).append(row)
        for how, rows in groups.items():
            found_shares = _shares(world, how, rows, year)
            inside += sum(found_shares, NOTHING) if how[0] == "included" else NOTHING
            on_top += sum(found_shares, NOTHING) if how[0] != "included" else NOTHING
            for row, share in zip(rows, found_shares, strict=True):
                shares[row.item["id"]].append(share)
    for row in answer.rows if answer.shown != "published" else ():
        if row.status == "priced":
            _show(row, ways[row.item["id"]], answer.shown, shares[row.item["id"]])
    answer.taxes = inside + on_top, published - inside, published + on_top


def _shares(world: World, how: How, rows: list[Row], year: int) -> list[Fraction]:
    """The tax of each row in a year, which add up to that of the rate."""
    bases = [row.taxable[year] for row in rows]
    if how[2] == "line":
        return [cents(world, one * factor(how)) for one in bases]
    return spread(cents(world, sum(bases, NOTHING) * factor(how)), bases, world.cent)


def _show(row: Row, ways: list[How], shown: str, tax: list[Fraction]) -> None:
    row.tax = sum(tax, NOTHING)
    signs = [{("included", "net"): -1, ("excluded", "gross"): 1}.get((how[0], shown), 0) for how in ways]
    row.years = [year + sign * share for year, sign, share in zip(row.years, signs, tax, strict=True)]


def factor(how: How) -> Fraction:
    treatment, rate, _ = how
    return rate / (100 + rate) if treatment == "included" else rate / 100


def cents(world: World, amount: Fraction) -> Fraction:
    return rounded(amount, world.cent, "half_up")


def tax_on(world: World, item: Tree, year: int = 1) -> How | None:
    """Treatment, rate and rounding in a year: the item's, else the catalog's, else for the rate the playbook's by date.

    Work by the hour (`by_law`) is taxed at the playbook's rate whatever the catalog says.
    """
    own, general = item.get("tax", {}), world.catalog.get("tax", {"treatment": "unknown"})
    treatment = own.get("treatment", general["treatment"])
    once = own.get("round", general.get("round", "total"))
    if treatment == "unknown":
        return None
    if treatment == "exempt":
        return treatment, NOTHING, once
    rate = own.get("rate", None if own.get("by_law") else general.get("rate"))
    if rate is None:
        country = world.brief["client"].get("country")
        dated = [one for table in world.playbook["taxes"] if table["country"] == country for one in table["rates"]]
        begun = [one for one in dated if one["from"] <= world.year_begins(year)]
        rate = max(begun, key=lambda one: one["from"])["rate"] if begun else None
    return None if rate is None else (treatment, Fraction(rate), once)
