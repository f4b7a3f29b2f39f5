"""What the second computation finds for one candidate: rows, sums by year, present value, a user's month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from tests.estimate.oracle_client import World
from tests.estimate.oracle_prices import NOTHING, rounded

Tree = Mapping[str, Any]
GAPS = ("not_offered", "on_request")


class Charge(NamedTuple):
    """One charge period: its list amount, what discounts leave, and what tax is of."""

    listed: Fraction
    net: Fraction
    taxed: Fraction


@dataclass
class Row:
    """One line; `charges` are of one period, by the year they hold from; `years` in the brief's currency.

    Of work by the hour also low, likely and high hours, and the least and the largest amount.
    """

    item: Tree
    status: str
    basis: str | None = None
    charges: dict[int, Charge] = field(default_factory=dict)
    years: list[Fraction] = field(default_factory=list)
    taxable: list[Fraction] = field(default_factory=list)
    quoted: bool = False
    again: bool = False
    tax: Fraction | None = None
    hours: tuple[Fraction, ...] = ()
    ends: tuple[Fraction, Fraction] | None = None
    rate_is_assumed: bool = False
    sold: dict[int, Charge] = field(default_factory=dict)
    """The charges at the consultant's own price, where it has one; percentages are of the vendor's."""

    @property
    def due(self) -> dict[int, Charge]:
        """What the client is charged."""
        return self.sold or self.charges

    @property
    def listed(self) -> Fraction | None:
        return self.due[min(self.due)].listed if self.due else None

    @property
    def amount(self) -> Fraction | None:
        return None if self.status in GAPS else sum(self.years, NOTHING)


@dataclass
class Answer:
    """What one candidate costs, or why nobody can say (`refused`: codes of problems)."""

    world: World
    rows: list[Row]
    refused: list[str]
    taxes: tuple[Fraction, Fraction, Fraction] | None = None
    """Tax, net and gross over the horizon, if the treatment of every priced line is known."""
    shown: str = "published"

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

    @property
    def firm(self) -> Fraction:
        """What is published, computed from that, or offered to this client."""
        firm = (row for row in self.rows if row.basis in ("published", "computed", "quoted"))
        return sum((row.amount or NOTHING for row in firm), NOTHING)

    @property
    def user_month(self) -> Fraction:
        months = 12 * sum(self.world.staff(year).total for year in self.world.years())
        return rounded(self.total / months, self.world.cent, "half_up")
