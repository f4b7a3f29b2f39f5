"""What every kind of price shares, and the kinds whose amount is one figure times a count."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from crm_planner.catalog.offer import Basis, Offer, Status, Terms, count
from crm_planner.document import Part
from crm_planner.fields import Amount, Quantity, UnitAmount, as_written
from crm_planner.formula.expression import (
    Add,
    Ceiling,
    Choose,
    Divide,
    Expression,
    Maximum,
    Minimum,
    Multiply,
    Step,
    Subtract,
)
from crm_planner.formula.units import COUNT, money
from crm_planner.place import Path
from crm_planner.refusal import refuse
from crm_planner.text import Message, mark


class Price(Part):
    """The terms all kinds take: bounds of the list amount of one charge period, before discounts."""

    minimum: Amount | None = Field(default=None, description="Lowest list amount of one charge period")
    maximum: Amount | None = Field(default=None, description="Highest list amount of one charge period")

    @model_validator(mode="after")
    def _bounds_in_order(self) -> Self:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            refuse("NUM020", f"minimum {self.minimum} is above maximum {self.maximum}", "Exchange them", at="minimum")
        return self

    def offer(self, terms: Terms) -> Offer:
        """The price for the quantity of `terms`: status, basis and the list amount of one charge period."""
        raise TypeError(type(self).__name__)

    def turns(self, most: Decimal) -> Iterable[int]:
        """The whole quantities up to `most` beyond which an offer has another status or formula."""
        return ()

    def _priced(
        self,
        formula: Expression,
        basis: Basis,
        rule: Message,
        terms: Terms,
        figures: tuple[Path, ...],
        billed: Expression | None = None,
    ) -> Offer:
        """A priced offer, held between minimum and maximum: printed figures, so they are not rounded."""
        if self.minimum is not None:
            formula, figures = Maximum((formula, terms.amount(self.minimum))), (*figures, ("minimum",))
        if self.maximum is not None:
            formula, figures = Minimum((formula, terms.amount(self.maximum))), (*figures, ("maximum",))
        return Offer(Status.PRICED, basis, formula, rule, figures=figures, billed=billed)


class FlatPrice(Price):
    """One amount, whatever the quantity."""

    kind: Literal["flat"]
    amount: Amount

    def offer(self, terms: Terms) -> Offer:
        rule = Message(mark("One price, whatever the quantity"))
        return self._priced(terms.amount(self.amount), Basis.PUBLISHED, rule, terms, (("amount",),))


_UNITS_SAID = {
    (False, False): mark("{amount} for each unit"),
    (False, True): mark("{amount} for each unit; {free} are free"),
    (True, False): mark("{amount} for each unit; at least {minimum} are billed"),
    (True, True): mark("{amount} for each unit; at least {minimum} are billed, {free} are free"),
}
"""How a price per unit is said: by whether it has a least quantity, and whether some units are free."""


class UnitPrice(Price):
    """An amount for each unit billed: at least the minimum quantity, less the units that are free."""

    kind: Literal["per_unit"]
    amount: UnitAmount
    free_units: Quantity = Decimal(0)
    minimum_quantity: Quantity = Decimal(0)

    def offer(self, terms: Terms) -> Offer:
        billed = less_free(at_least(terms.quantity, self.minimum_quantity), self.free_units)
        formula = terms.rounded(Multiply((billed, terms.per(self.amount))))
        return self._priced(formula, Basis.COMPUTED, self.said, terms, (("amount",),), billed)

    @property
    def said(self) -> Message:
        """The price in words."""
        values = {"amount": self.amount, "minimum": self.minimum_quantity, "free": self.free_units}
        return Message(_UNITS_SAID[self.minimum_quantity > 0, self.free_units > 0], values)


class PackagePrice(Price):
    """An amount for each started package of `size` units: a course for up to ten people."""

    kind: Literal["package"]
    size: Annotated[Quantity, Field(gt=0)]
    amount: UnitAmount
    free_units: Quantity = Decimal(0)

    def offer(self, terms: Terms) -> Offer:
        billed = less_free(terms.quantity, self.free_units)
        started = Ceiling(Divide(billed, count(self.size)))
        formula = terms.rounded(Multiply((started, terms.amount(self.amount))))
        rule = Message(mark("{amount} for each started package of {size}"), {"amount": self.amount, "size": self.size})
        return self._priced(formula, Basis.COMPUTED, rule, terms, (("amount",),), billed)


def _distinct(totals: object) -> object:
    """Refuse 10 beside 10.0: one quantity would silently replace the other."""
    if isinstance(totals, dict):
        numbers = [Decimal(key) if str(key).replace(".", "", 1).isdecimal() else key for key in totals]
        if len(set(numbers)) < len(numbers):
            refuse("KEY005", "two of the quantities are equal", "Keep one")
    return totals


Point = tuple[Decimal, Decimal]

QuantityKey = Annotated[Quantity, Field(gt=0), BeforeValidator(as_written)]
"""A quantity that stands as a key of a mapping, such as 10 in `totals: {10: 51700}`."""


class PublishedPrice(Price):
    """Totals printed for certain quantities: exact there, extrapolated elsewhere."""

    kind: Literal["published"]
    totals: Annotated[dict[QuantityKey, Amount], Field(min_length=1, max_length=100), BeforeValidator(_distinct)]
    between: Literal["linear", "step"] = "linear"

    def offer(self, terms: Terms) -> Offer:
        points = sorted(self.totals.items())
        last = points[-1][0]
        if self.between == "step" and terms.at > last:
            return Offer(
                Status.ON_REQUEST, reason=Message(mark("no total is printed above {quantity}"), {"quantity": last})
            )
        if terms.at in self.totals:
            rule = Message(mark("The total printed for {quantity}"), {"quantity": terms.at})
            return self._priced(self._formula(points, terms), Basis.PUBLISHED, rule, terms, (_total(terms.at),))
        rule = Message(self._wording(points, terms.at), {"points": tuple(sorted(self.totals))})
        figures = tuple(_total(quantity) for quantity in self._rests_on(points, terms.at))
        return self._priced(self._formula(points, terms), Basis.EXTRAPOLATED, rule, terms, figures)

    def turns(self, most: Decimal) -> Iterable[int]:
        return (int(max(self.totals)),) if self.between == "step" else ()

    def _wording(self, points: list[Point], at: Decimal) -> str:
        if self.between == "step":
            return mark("Printed for {points} only: the next printed quantity up")
        if len(points) == 1 or at < points[0][0]:
            return mark("Printed for {points} only: in proportion to the nearest printed total")
        return mark("Printed for {points} only: on the straight line through the two nearest printed totals")

    def _rests_on(self, points: list[Point], at: Decimal) -> list[Decimal]:
        """The printed quantities an extrapolated total is made of."""
        quantities = [quantity for quantity, _ in points]
        above = sum(quantity < at for quantity in quantities)
        if self.between == "step":
            return [quantities[above]]
        if above == 0 or len(quantities) == 1:
            return quantities[:1]
        above = min(above, len(quantities) - 1)
        return quantities[above - 1 : above + 1]

    def _formula(self, points: list[Point], terms: Terms) -> Expression:
        unit = money(terms.currency)
        if self.between == "step":
            return Step(terms.quantity, _bounds(points), tuple(total for _, total in points), unit)
        formula = terms.rounded(_proportional(points[0], terms) if len(points) == 1 else _lines(points, terms))
        for quantity, total in points:
            if total % terms.step:  # finer than the rounding step, and a printed figure is never rounded
                formula = _exactly_at(quantity, terms.amount(total), formula, terms)
        return formula


def at_least(quantity: Expression, minimum: Decimal) -> Expression:
    """`quantity`, but no fewer than `minimum`."""
    return Maximum((quantity, count(minimum))) if minimum else quantity


def less_free(quantity: Expression, free: Decimal) -> Expression:
    """`quantity` without the units that are free; never below zero."""
    return Maximum((Subtract(quantity, count(free)), count(0))) if free else quantity


def _total(quantity: Decimal) -> Path:
    return ("totals", str(quantity))


def _bounds(points: list[Point]) -> tuple[Decimal, ...]:
    return tuple(quantity for quantity, _ in points[:-1])


def _proportional(point: Point, terms: Terms) -> Expression:
    quantity, total = point
    return Divide(Multiply((terms.amount(total), terms.quantity)), count(quantity))


def _lines(points: list[Point], terms: Terms) -> Expression:
    """Straight lines from nothing through all printed totals; the last goes on beyond, but not below zero."""
    starts = [(Decimal(0), Decimal(0)), *points[:-1]]
    slopes = tuple(
        _ratio(total - total_before, quantity - quantity_before)
        for (quantity_before, total_before), (quantity, total) in zip(starts, points, strict=True)
    )
    unit, bounds = money(terms.currency), _bounds(points)
    start = Step(terms.quantity, bounds, tuple(quantity for quantity, _ in starts), COUNT)
    height = Step(terms.quantity, bounds, tuple(total for _, total in starts), unit)
    slope = Step(terms.quantity, bounds, slopes, unit / COUNT)
    return Maximum((Add((height, Multiply((Subtract(terms.quantity, start), slope)))), terms.amount(Decimal(0))))


def _ratio(above: Decimal, below: Decimal) -> Fraction:
    """The exact quotient; dividing Fractions takes three times as long."""
    (numerator, over), (denominator, under) = above.as_integer_ratio(), below.as_integer_ratio()
    return Fraction(numerator * under, over * denominator)


def _exactly_at(quantity: Decimal, there: Expression, elsewhere: Expression, terms: Terms) -> Expression:
    """`there` at exactly this quantity, `elsewhere` at every other."""
    not_below = Choose(count(quantity), terms.quantity, there, elsewhere)
    return Choose(terms.quantity, count(quantity), not_below, elsewhere)


class Included(Part):
    """Part of the edition: it costs nothing, and the offer says so."""

    kind: Literal["included"]

    def offer(self, terms: Terms) -> Offer:
        return Offer(Status.INCLUDED, rule=Message(mark("Part of the edition")), figures=(("kind",),))


class NotOffered(Part):
    """The vendor does not sell it: a gap, not zero."""

    kind: Literal["not_offered"]

    def offer(self, terms: Terms) -> Offer:
        return Offer(Status.NOT_OFFERED, reason=Message(mark("the vendor does not offer it")), figures=(("kind",),))


class OnRequest(Part):
    """Sold, but the price is unknown: a gap, not zero."""

    kind: Literal["on_request"]

    def offer(self, terms: Terms) -> Offer:
        return Offer(Status.ON_REQUEST, reason=Message(mark("the price is not published")), figures=(("kind",),))
