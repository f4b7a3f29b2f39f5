"""Prices by tier: all units at the price of their tier, or each slice at its own."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from crm_planner.catalog.offer import Basis, Offer, Status, Terms, count
from crm_planner.catalog.price import Price
from crm_planner.document import Part, refused
from crm_planner.fields import Amount, Quantity, Truth, UnitAmount
from crm_planner.formula.expression import Add, Choose, Expression, Maximum, Minimum, Multiply, Step, Subtract
from crm_planner.formula.units import COUNT, money
from crm_planner.limits import TIERS
from crm_planner.text import Message, mark


class Tier(Part):
    """A range of quantities up to and including `up_to` (none: without end), priced or on request."""

    up_to: Quantity | None = None
    unit: UnitAmount = Decimal(0)
    flat: Amount = Decimal(0)
    on_request: Truth = False

    @model_validator(mode="after")
    def _priced_or_on_request(self) -> Self:
        if self.on_request and {"unit", "flat"} & self.model_fields_set:
            raise refused("TIE004", "a tier on request has no unit or flat price; remove one of them")
        return self


class TierPrice(Price):
    """What the two kinds with tiers share: tiers ascend strictly and only the last has no end."""

    tiers: Annotated[tuple[Tier, ...], Field(min_length=1, max_length=TIERS)]

    @model_validator(mode="after")
    def _ascend(self) -> Self:
        for number, tier in enumerate(self.tiers[:-1], start=1):
            if tier.up_to is None:
                raise refused(
                    "TIE001",
                    f"tier {number} has no up_to, so the tiers after it are never reached; only the last may be open",
                )
        if self.tiers[-1].up_to is not None:
            raise refused(
                "TIE002",
                f"the last tier ends at {self.tiers[-1].up_to}; leave up_to out, or add {{on_request: true}} after it",
            )
        bounds = [tier.up_to for tier in self.tiers[:-1] if tier.up_to is not None]
        for lower, upper in pairwise(bounds):
            if upper <= lower:
                raise refused("TIE003", f"up_to {upper} does not follow {lower}; tiers must ascend")
        return self

    def tier_at(self, quantity: Decimal) -> int:
        """The index of the tier `quantity` falls in; its upper bound is included."""
        return sum(tier.up_to is not None and tier.up_to < quantity for tier in self.tiers)

    def _on_request(self, index: int) -> Offer:
        above = self.tiers[index - 1].up_to if index else Decimal(0)
        reason = Message(mark("above {quantity} the price is on request"), {"quantity": above})
        return Offer(Status.ON_REQUEST, reason=reason, figures=(("tiers", index),))


class VolumePrice(TierPrice):
    """All units at the price of the tier the quantity falls in, plus that tier's flat amount."""

    kind: Literal["volume"]

    def offer(self, terms: Terms) -> Offer:
        index = self.tier_at(terms.at)
        tier = self.tiers[index]
        if tier.on_request:
            return self._on_request(index)
        values = {"number": index + 1, "unit": tier.unit, "flat": tier.flat}
        rule = Message(mark("Tier {number} for all units: {unit} each plus {flat}"), values)
        return self._priced(self._formula(index, terms), Basis.COMPUTED, rule, terms, (("tiers", index),))

    def _formula(self, index: int, terms: Terms) -> Expression:
        """Lookups over the run of priced tiers around this one: an unknown price is in no table."""
        first, last = index, index
        while first > 0 and not self.tiers[first - 1].on_request:
            first -= 1
        while last < len(self.tiers) - 1 and not self.tiers[last + 1].on_request:
            last += 1
        run, unit = self.tiers[first : last + 1], money(terms.currency)
        bounds = tuple(tier.up_to for tier in run[:-1] if tier.up_to is not None)
        each = Step(terms.quantity, bounds, tuple(tier.unit for tier in run), unit / COUNT)
        flat = Step(terms.quantity, bounds, tuple(tier.flat for tier in run), unit)
        return terms.rounded(Add((Multiply((terms.quantity, each)), flat)))


class GraduatedPrice(TierPrice):
    """Each slice of the quantity at its own tier's price; a tier's flat is due once the quantity enters it."""

    kind: Literal["graduated"]

    def offer(self, terms: Terms) -> Offer:
        reached = self.tier_at(terms.at)
        for index, tier in enumerate(self.tiers[: reached + 1]):
            if tier.on_request:
                return self._on_request(index)
        rule = Message(mark("Each slice at the price of its own tier; {number} tiers reached"), {"number": reached + 1})
        figures = tuple(("tiers", index) for index in range(reached + 1))
        return self._priced(self._formula(terms), Basis.COMPUTED, rule, terms, figures)

    def _formula(self, terms: Terms) -> Expression:
        slices: list[Expression] = []
        lower = Decimal(0)
        for tier in self.tiers:
            if tier.on_request:
                break
            slices += self._slice(tier, lower, terms)
            lower = tier.up_to or lower
        return terms.rounded(Add(tuple(slices)))

    def _slice(self, tier: Tier, lower: Decimal, terms: Terms) -> list[Expression]:
        """What the part of the quantity between `lower` and the tier's end costs, and the tier's flat amount."""
        reach = terms.quantity if tier.up_to is None else Minimum((terms.quantity, count(tier.up_to)))
        inside = Maximum((Subtract(reach, count(lower)), count(0))) if lower else reach
        flat: Expression = terms.amount(tier.flat)
        if lower and tier.flat:
            flat = Choose(terms.quantity, count(lower), terms.amount(Decimal(0)), flat)
        return [Multiply((inside, terms.per(tier.unit))), flat]
