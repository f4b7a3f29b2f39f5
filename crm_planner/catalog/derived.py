"""Prices that follow from something else: a percentage of other items, and hours at a role's rate."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from crm_planner.catalog.offer import Base, Basis, Offer, Status, Terms
from crm_planner.catalog.price import Price
from crm_planner.fields import Identifier, Percent
from crm_planner.formula.expression import Add, Expression, Multiply, Number
from crm_planner.formula.units import COUNT, HOURS
from crm_planner.spans import ThreePoint
from crm_planner.text import Message, mark


class PercentPrice(Price):
    """A percentage of one year's charge of other items in the estimate, before or after discounts."""

    kind: Literal["percent"]
    rate: Percent
    of: Annotated[tuple[Identifier, ...], Field(min_length=1, description="Item ids or categories")]
    base: Literal["list", "net", "all"] = "list"
    per: Literal["total", "line"] = "total"

    def offer(self, terms: Terms) -> Offer:
        bases = {base.item: base for reference in self.of for base in terms.bases(reference)}.values()
        unknown = [base.item for base in bases if base.status is Status.ON_REQUEST]
        if unknown:
            reason = Message(mark("a percentage of {item}, whose price is not known"), {"item": unknown[0]})
            return Offer(Status.ON_REQUEST, reason=reason, figures=(("rate",),))
        rule = Message(
            mark("{rate} % of {items}"), {"rate": self.rate, "items": ", ".join(base.item for base in bases)}
        )
        return self._priced(self._formula(tuple(bases), terms), _no_firmer_than(bases), rule, terms, (("rate",),))

    def _formula(self, bases: tuple[Base, ...], terms: Terms) -> Expression:
        """Included and not offered items count nothing; the rest at list or net amount."""
        zero: Expression = terms.amount(Decimal(0))
        charges = [base.net_amount if self.base == "net" else base.list_amount for base in bases]
        known = [charge for charge in charges if charge is not None] or [zero]
        if self.per == "line":
            return Add((*(terms.rounded(Multiply((terms.share(self.rate), charge))) for charge in known),))
        return terms.rounded(Multiply((terms.share(self.rate), Add(tuple(known)))))


def _no_firmer_than(bases: Iterable[Base]) -> Basis:
    """A percentage is computed, but of an extrapolated or assumed figure it is no firmer than that."""
    found = {base.basis for base in bases}
    return next((basis for basis in (Basis.ASSUMED, Basis.EXTRAPOLATED) if basis in found), Basis.COMPUTED)


class EffortPrice(Price):
    """Hours times the rate of a role, times the quantity only if the item names one."""

    kind: Literal["effort"]
    hours: ThreePoint
    role: Identifier

    def offer(self, terms: Terms) -> Offer:
        rate = terms.rate(self.role)
        if rate is None:
            reason = Message(
                mark("{hours} hours, but nobody has set a rate for the role {role}"),
                {"hours": self.hours.likely, "role": self.role},
            )
            return Offer(Status.ON_REQUEST, reason=reason, figures=(("role",),))
        factors: list[Expression] = [Number(self.hours.likely, HOURS), rate]
        if terms.named:
            factors = [Number(self.hours.likely, HOURS / COUNT), terms.quantity, rate]
        rule = Message(
            mark("{hours} hours (most likely) at the rate of the role {role}"),
            {"hours": self.hours.likely, "role": self.role},
        )
        return self._priced(terms.rounded(Multiply(tuple(factors))), Basis.ASSUMED, rule, terms, (("hours", "likely"),))
