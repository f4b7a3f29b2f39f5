"""The consultant's own side of an offer: what partners get off, and what an hour costs and is sold for.

Nothing of it reaches a client: an estimate has no field for it, and `estimate.accounts` alone reads it.
"""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from crm_planner.document import Part
from crm_planner.fields import CandidateId, CurrencyCode, DiscountPercent, Identifier, Percent, UnitAmount
from crm_planner.refusal import refuse


class OwnHour(Part):
    """What an hour of a role costs the consultant, and how the client's price of it follows, if it does.

    `markup` is percent points of the cost, `margin` of the price; without either the client pays the rate card's.
    """

    cost: UnitAmount
    markup: Percent | None = None
    margin: Annotated[Percent, Field(lt=100)] | None = None

    @model_validator(mode="after")
    def _one_way_to_a_price(self) -> Self:
        if self.markup is not None and self.margin is not None:
            refuse("KEY006", "a price follows from markup or from margin", "Write one of them")
        return self

    @property
    def factor(self) -> tuple[Decimal, Decimal] | None:
        """The price as a fraction of the cost: numerator and denominator; None where it does not follow from it."""
        if self.markup is not None:
            return 100 + self.markup, Decimal(100)
        return None if self.margin is None else (Decimal(100), 100 - self.margin)


class Commercial(Part):
    """Partner discounts in percent points of what the client pays, by candidate; own hours by role."""

    currency: CurrencyCode | None = None
    partner_discount: dict[CandidateId, DiscountPercent] = {}
    hours: dict[Identifier, OwnHour] = {}

    def discount(self, candidate: str) -> tuple[str, Decimal] | None:
        """What is off a candidate's prices for the consultant, and the key that says so: its own, its catalog's."""
        for name in (candidate, candidate.partition("/")[0]):
            if name in self.partner_discount:
                return name, self.partner_discount[name]
        return None
