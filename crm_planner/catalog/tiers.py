"""Prices by tier: all units at the price of their tier, or each slice at its own."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from crm_planner.catalog.offer import Basis, Offer, Status, Terms, count
from crm_planner.catalog.price import Price
from crm_planner.document import Part
from crm_planner.fields import Amount, OneLine, Quantity, Truth, UnitAmount
from crm_planner.formula.expression import Add, Choose, Expression, Maximum, Minimum, Multiply, Step, Subtract
from crm_planner.formula.units import COUNT, money
from crm_planner.limits import TIERS
from crm_planner.refusal import refuse
from crm_planner.text import Message, mark


class Tier(Part):
    """A range of quantities up to and including `up_to` (none: without end), priced or on request."""

    up_to: Quantity | None = None
    unit: UnitAmount = Decimal(0)
    flat: Amount = Decimal(0)
    on_request: Truth = False
    cell: OneLine | None = None

    @model_validator(mode="after")
    def _priced_or_on_request(self) -> Self:
        if self.on_request and {"unit", "flat"} & self.model_fields_set:
            refuse("TIE004", "a tier on request has no unit or flat price", "Remove one of them")
        return self


class TierPrice(Price):
    """What the two kinds with tiers share: tiers ascend strictly and only the last has no end."""

    tiers: Annotated[tuple[Tier, ...], Field(min_length=1, max_length=TIERS)]

    @model_validator(mode="after")
    def _ascend(self) -> Self:
        for index, tier in enumerate(self.tiers[:-1]):
            if tier.up_to is None:
                said = f"tier {index + 1} has no up_to, so the tiers after it are never reached"
                refuse("TIE001", said, "Only the last may be open", at=("tiers", index))
        last = self.tiers[-1].up_to
        if last is not None:
            hint = "Leave up_to out, or add {on_request: true} after it"
            refuse("TIE002", f"the last tier ends at {last}", hint, at=("tiers", len(self.tiers) - 1, "up_to"))
        for index, (lower, upper) in enumerate(pairwise(tier.up_to for tier in self.tiers[:-1]), start=1):
            if lower is not None and upper is not None and upper <= lower:
                said = f"up_to {upper} does not follow {lower}"
                refuse("TIE003", said, "Tiers must ascend", at=("tiers", index, "up_to"))
        return self

    def turns(self, most: Decimal) -> Iterable[int]:
        """The ends of tiers beside one on request."""
        pairs = pairwise(self.tiers)
        return [int(one.up_to) for one, other in pairs if one.up_to is not None and one.on_request != other.on_request]

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
        flats = tuple(tier.flat for tier in run)
        printed = tuple(tier.flat if is_printed(tier, terms) else Decimal(0) for tier in run)
        computed = tuple(flat - other for flat, other in zip(flats, printed, strict=True))
        units = Multiply((terms.quantity, each))
        amount = terms.rounded(Add((units, Step(terms.quantity, bounds, computed, unit))))
        return Add((amount, Step(terms.quantity, bounds, printed, unit))) if any(printed) else amount


class GraduatedPrice(TierPrice):
    """Each slice of the quantity at its own tier's price; a tier's flat is due once the quantity enters it."""

    kind: Literal["graduated"]

    def offer(self, terms: Terms) -> Offer:
        reached = self.tier_at(terms.at)
        for index, tier in enumerate(self.tiers[: reached + 1]):
            if tier.on_request:
                return self._on_request(index)
        rule = Message(
            mark("Each slice at the price of its own tier; tiers reached: {number}"), {"number": reached + 1}
        )
        figures = tuple(("tiers", index) for index in range(reached + 1))
        return self._priced(self._formula(terms), Basis.COMPUTED, rule, terms, figures)

    def _formula(self, terms: Terms) -> Expression:
        sold = tuple(takewhile(lambda tier: not tier.on_request, self.tiers))
        lowers = (None, *(tier.up_to for tier in sold))
        slices = [part for tier, lower in zip(sold, lowers, strict=False) for part in self._slice(tier, lower, terms)]
        amount = terms.rounded(Add(tuple(slices)))
        without_unit = tuple(takewhile(lambda tier: not tier.unit, sold))
        if not any(is_printed(tier, terms) for tier in without_unit):
            return amount
        flats = Add(tuple(self._flat(tier, lower, terms) for tier, lower in zip(without_unit, lowers, strict=False)))
        end = without_unit[-1].up_to
        return flats if end is None else Choose(terms.quantity, count(end), flats, amount)

    def _slice(self, tier: Tier, lower: Decimal | None, terms: Terms) -> list[Expression]:
        """What the part of the quantity between `lower` and the tier's end costs, and the tier's flat amount."""
        reach = terms.quantity if tier.up_to is None else Minimum((terms.quantity, count(tier.up_to)))
        inside = Maximum((Subtract(reach, count(lower)), count(0))) if lower else reach
        return [Multiply((inside, terms.per(tier.unit))), self._flat(tier, lower, terms)]

    def _flat(self, tier: Tier, lower: Decimal | None, terms: Terms) -> Expression:
        """The flat amount of a tier: due in the first tier, and in any other once the quantity is above `lower`."""
        flat: Expression = terms.amount(tier.flat)
        if lower is None or not tier.flat:
            return flat
        return Choose(terms.quantity, count(lower), terms.amount(Decimal(0)), flat)


def is_printed(tier: Tier, terms: Terms) -> bool:
    """Whether the amount of a tier is a printed figure finer than the rounding step: such a one is never rounded."""
    return not tier.unit and bool(tier.flat % terms.step)
