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
    world, groups, unknown = answer.world, dict[How, list[Row]](), False
    for row in answer.rows:
        how = tax_on(world, row.item) if row.status == "priced" else None
        unknown = unknown or (row.status == "priced" and how is None)
        if how is not None:
            groups.setdefault(how, []).append(row)
            row.tax = sum((cents(world, one * factor(how)) for one in row.taxable), NOTHING)
    if unknown:
        return
    published = answer.total
    answer.shown = str(world.brief.get("tax", {}).get("show", "published"))
    inside = on_top = NOTHING
    for how, rows in groups.items():
        shares = [_shares(world, how, rows, year) for year in range(len(world.years()))]
        tax = sum((sum(each, NOTHING) for each in shares), NOTHING)
        inside, on_top = (inside + tax, on_top) if how[0] == "included" else (inside, on_top + tax)
        if answer.shown != "published":
            for number, row in enumerate(rows):
                _show(row, how, answer.shown, [each[number] for each in shares])
    answer.taxes = inside + on_top, published - inside, published + on_top


def _shares(world: World, how: How, rows: list[Row], year: int) -> list[Fraction]:
    """The tax of each row in a year, which add up to that of the rate."""
    bases = [row.taxable[year] for row in rows]
    if how[2] == "line":
        return [cents(world, one * factor(how)) for one in bases]
    return spread(cents(world, sum(bases, NOTHING) * factor(how)), bases, world.cent)


def _show(row: Row, how: How, shown: str, tax: list[Fraction]) -> None:
    row.tax = sum(tax, NOTHING)
    sign = {("included", "net"): -1, ("excluded", "gross"): 1}.get((how[0], shown), 0)
    row.years = [year + sign * share for year, share in zip(row.years, tax, strict=True)]


def factor(how: How) -> Fraction:
    treatment, rate, _ = how
    return rate / (100 + rate) if treatment == "included" else rate / 100


def cents(world: World, amount: Fraction) -> Fraction:
    return rounded(amount, world.cent, "half_up")


def tax_on(world: World, item: Tree) -> How | None:
    """Treatment, rate and rounding: the item's, else the catalog's, else for the rate the playbook's by date."""
    own, general = item.get("tax", {}), world.catalog.get("tax", {"treatment": "unknown"})
    treatment = own.get("treatment", general["treatment"])
    once = own.get("round", general.get("round", "total"))
    if treatment == "unknown":
        return None
    if treatment == "exempt":
        return treatment, NOTHING, once
    rate = own.get("rate", general.get("rate"))
    if rate is None:
        country = world.brief["client"].get("country")
        dated = [one for table in world.playbook["taxes"] if table["country"] == country for one in table["rates"]]
        begun = [one for one in dated if one["from"] <= world.day]
        rate = max(begun, key=lambda one: one["from"])["rate"] if begun else None
    return None if rate is None else (treatment, Fraction(rate), once)
