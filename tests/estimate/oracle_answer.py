"""What the second computation finds for one candidate: rows, sums by year, present value, tax totals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.estimate.oracle_client import World
from tests.estimate.oracle_prices import NOTHING, rounded

Tree = Mapping[str, Any]
GAPS = ("not_offered", "on_request")


@dataclass
class Row:
    """One line; `listed` and `net` are of one charge period, `years` in the brief's currency.

    Of work by the hour also low, likely and high hours, and the least and the largest amount.
    """

    item: Tree
    status: str
    basis: str | None = None
    listed: Fraction | None = None
    net: Fraction | None = None
    years: list[Fraction] = field(default_factory=list)
    quoted: bool = False
    hours: tuple[Fraction, ...] = ()
    ends: tuple[Fraction, Fraction] | None = None
    rate_is_assumed: bool = False

    @property
    def amount(self) -> Fraction | None:
        return None if self.status in GAPS else sum(self.years, NOTHING)


@dataclass
class Answer:
    """What one candidate costs, or why nobody can say (`refused`: codes of problems)."""

    world: World
    rows: list[Row]
    refused: list[str]

    @property
    def missing(self) -> list[str]:
        return list(dict.fromkeys(row.item["category"] for row in self.rows if row.status in GAPS))

    @property
    def by_year(self) -> list[Fraction]:
        years = range(self.world.brief.get("horizon_years", 1))
        return [sum((row.years[year] for row in self.rows if row.years), NOTHING) for year in years]

    @property
    def total(self) -> Fraction:
        return sum(self.by_year, NOTHING)

    @property
    def npv(self) -> Fraction | None:
        rate = self.world.brief.get("discount_rate")
        if rate is None:
            return self.total if len(self.by_year) == 1 else None
        worth = NOTHING
        for year, amount in enumerate(self.by_year):
            worth += amount / (1 + Fraction(rate)) ** year
        return rounded(worth, self.world.cent, "half_up")

    def category(self, name: str) -> Fraction | None:
        """The sum of a category, if there are such lines and all amounts are known."""
        amounts = [row.amount for row in self.rows if row.item["category"] == name]
        return None if not amounts or None in amounts else sum((one for one in amounts if one is not None), NOTHING)

    def tax_of(self, row: Row) -> Fraction | None:
        """The tax of one priced line by itself, rounded in each year."""
        how = tax_on(self.world, row.item) if row.status == "priced" else None
        if how is None:
            return None
        treatment, rate, _ = how
        factor = rate / (100 + rate) if treatment == "included" else rate / 100
        return sum((rounded(year * factor, self.world.cent, "half_up") for year in row.years), NOTHING)

    def taxes(self) -> tuple[Fraction, Fraction, Fraction] | None:
        """Tax, net and gross over the horizon, if the treatment of every priced line is known."""
        groups: dict[tuple[Any, ...], list[Row]] = {}
        for row in self.rows:
            if row.status == "priced":
                how = tax_on(self.world, row.item)
                if how is None:
                    return None
                groups.setdefault(how, []).append(row)
        inside = on_top = NOTHING
        for (treatment, rate, once), rows in groups.items():
            factor = rate / (100 + rate) if treatment == "included" else rate / 100
            tax = NOTHING
            for year in range(len(self.by_year)):
                amounts = [row.years[year] for row in rows]
                bases = amounts if once == "line" else [sum(amounts, NOTHING)]
                tax += sum((rounded(base * factor, self.world.cent, "half_up") for base in bases), NOTHING)
            inside, on_top = (inside + tax, on_top) if treatment == "included" else (inside, on_top + tax)
        return inside + on_top, self.total - inside, self.total + on_top


def tax_on(world: World, item: Tree) -> tuple[str, Fraction, str] | None:
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
