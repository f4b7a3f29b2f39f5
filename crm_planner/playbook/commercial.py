"""The consultant's own side of an offer: what partners get off, what an hour costs, and what all of it is sold for.

Nothing of it reaches a client: an estimate has no field for it, and `estimate.accounts` alone reads what things cost.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, model_validator

from crm_planner.document import Part
from crm_planner.fields import CandidateId, CurrencyCode, DiscountPercent, Identifier, Percent, UnitAmount
from crm_planner.refusal import refuse
from crm_planner.terms import Category


class Sold(Part):
    """How a price follows from a cost: `markup` is percent points of the cost, `margin` of the price."""

    markup: Percent | None = None
    margin: Annotated[Percent, Field(lt=100)] | None = None

    @model_validator(mode="after")
    def _one_way_to_a_price(self) -> Self:
        if self.markup is not None and self.margin is not None:
            refuse("KEY006", "a price follows from markup or from margin", "Write one of them")
        return self

    @property
    def factor(self) -> Fraction | None:
        """The price as a multiple of the cost; None where it does not follow from it."""
        if self.markup is not None:
            return 1 + Fraction(self.markup) / 100
        return None if self.margin is None else 100 / (100 - Fraction(self.margin))


class OwnHour(Sold):
    """What an hour of a role costs the consultant; without markup and margin the client pays the rate card's."""

    cost: UnitAmount


class OwnPrice(Sold):
    """What the consultant sells lines of price lists at: some items, a category or all, of some candidates or all."""

    candidate: CandidateId | None = None
    category: Category | None = None
    items: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def _one_price_and_one_scope(self) -> Self:
        if self.factor is None:
            refuse("KEY002", "a price of your own follows from markup or margin", "Add `markup: ...` or `margin: ...`")
        if self.category is not None and self.items:
            refuse("KEY006", "it is the price of a category or of items", "Write one of them")
        return self

    def holds_for(self, candidate: str, item: str, category: str) -> bool:
        """Whether it is the price of this line."""
        of_candidate = self.candidate in (None, candidate, candidate.partition("/")[0])
        return of_candidate and self.category in (None, category) and (not self.items or item in self.items)


class Commercial(Part):
    """Partner discounts in percent points of what the vendor charges, by candidate; own hours by role; own prices.

    Of several `prices` that hold for a line the last one counts.
    """

    currency: CurrencyCode | None = None
    partner_discount: dict[CandidateId, DiscountPercent] = {}
    hours: dict[Identifier, OwnHour] = {}
    prices: tuple[OwnPrice, ...] = ()

    def discount(self, candidate: str) -> tuple[str, Decimal] | None:
        """What is off a candidate's prices for the consultant, and the key that says so: its own, its catalog's."""
        for name in (candidate, candidate.partition("/")[0]):
            if name in self.partner_discount:
                return name, self.partner_discount[name]
        return None

    def price(self, candidate: str, item: str, category: str) -> tuple[int, OwnPrice] | None:
        """The price of the consultant's own for a line, and its number; None where it is sold at the vendor's."""
        several = reversed(list(enumerate(self.prices)))
        return next((found for found in several if found[1].holds_for(candidate, item, category)), None)

    def left(self, candidate: str) -> Fraction:
        """What the consultant pays of each unit of a candidate's prices."""
        found = self.discount(candidate)
        return Fraction(1) if found is None else 1 - Fraction(found[1]) / 100
