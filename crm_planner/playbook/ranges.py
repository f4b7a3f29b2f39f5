"""How far the figures of a brief and of price lists may be off, as a consultant judges it; see `sensitivity`."""

from decimal import Decimal
from typing import Literal

from crm_planner.document import Part
from crm_planner.fields import Identifier, LongTextField, Percent
from crm_planner.terms import Grade

Kind = Literal[
    "users",
    "peak",
    "joiners",
    "assumed_numbers",
    "rates",
    "exchange",
    "discount_rate",
    "indexation",
    "support_rate",
    "licence_discount",
]
"""What may be off. The last four are percentages themselves."""

IN_POINTS: frozenset[Kind] = frozenset({"discount_rate", "indexation", "support_rate", "licence_discount"})
"""Figures whose deviation is in percent points; that of the others is in percent of the figure."""


class Deviation(Part):
    """How far below and above its value a figure may lie; 0 and 0 leave it where it is."""

    below: Percent
    above: Percent
    source: Identifier | None = None
    grade: Grade = "J"
    note: LongTextField | None = None

    def around(self, figure: Decimal) -> tuple[Decimal, Decimal]:
        """The ends of a figure whose deviation is in percent of it; never below 0."""
        return max(figure * (100 - self.below) / 100, Decimal(0)), figure * (100 + self.above) / 100
