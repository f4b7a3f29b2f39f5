"""What a vendor offers for an item at a quantity: a price as an expression, or one of the states that are no number."""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from crm_planner.formula.expression import Expression, Number, Round
from crm_planner.formula.units import COUNT, RATIO, Unit, money
from crm_planner.money import RoundingMode
from crm_planner.place import Path
from crm_planner.text import Message


class Status(StrEnum):
    """Whether an item has a price. Only `priced` and `included` have an amount; the others are gaps, never zero."""

    PRICED = "priced"
    INCLUDED = "included"
    NOT_OFFERED = "not_offered"
    ON_REQUEST = "on_request"

    @property
    def is_gap(self) -> bool:
        return self is Status.NOT_OFFERED or self is Status.ON_REQUEST


class Basis(StrEnum):
    """How firm a priced figure is: printed, computed from that, beyond it, offered, assumed, said by the client."""

    PUBLISHED = "published"
    COMPUTED = "computed"
    EXTRAPOLATED = "extrapolated"
    QUOTED = "quoted"
    ASSUMED = "assumed"
    STATED = "stated"


class Offer(NamedTuple):
    """The answer of a price to one quantity.

    `formula` is the list amount of one charge period, rounded, for any quantity near `at` (None unless
    priced). `rule` says in words how it came about, `reason` why there is no price. `figures` are the
    paths, from the price, of the printed figures it rests on.
    """

    status: Status
    basis: Basis | None = None
    formula: Expression | None = None
    rule: Message | None = None
    reason: Message | None = None
    figures: tuple[Path, ...] = ()
    billed: Expression | None = None


class Base(NamedTuple):
    """An item another price is a percentage of: one year's charge before and after discounts, if it has any."""

    item: str
    status: Status
    basis: Basis | None
    list_amount: Expression | None
    net_amount: Expression | None


def count(figure: Decimal | int) -> Number:
    """A number of licences, people, servers or the like."""
    return Number(Decimal(figure), COUNT)


def share(percent: Decimal) -> Number:
    """Percent points as a fraction: 15 becomes 0.15."""
    return Number(percent / 100, RATIO)


class Terms(NamedTuple):
    """What a price needs to know of the estimate it stands in.

    `quantity` is the expression of the item's quantity (unit count), `at` its value in this brief and
    `named` whether the item names a quantity itself. `bases(reference)` gives the items an id or
    category refers to; `rate(role)` the price of an hour, None where nobody set one; `share(percent)` makes
    percent points a fraction. `most` is the largest quantity a table has to hold for, None if only `at` counts.
    """

    currency: str
    step: Decimal
    mode: RoundingMode
    quantity: Expression
    at: Decimal
    named: bool
    bases: Callable[[str], tuple[Base, ...]]
    rate: Callable[[str], Expression | None]
    share: Callable[[Decimal], Expression] = share
    most: Decimal | None = None

    def amount(self, figure: Decimal) -> Number:
        """`figure` as an amount of the catalog's currency."""
        return Number(figure, money(self.currency))

    def per(self, figure: Decimal, unit: Unit = COUNT) -> Number:
        """`figure` as a price for one of `unit`."""
        return Number(figure, money(self.currency) / unit)

    def rounded(self, formula: Expression) -> Expression:
        """A computed amount, rounded as the catalog says."""
        return Round(formula, self.step, self.mode)
