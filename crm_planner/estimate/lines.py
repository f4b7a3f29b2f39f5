"""What an estimate says: lines, gaps, totals and notes; amounts in the brief's currency, None where unknown."""

from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.offer import Basis, Status
from crm_planner.place import Place
from crm_planner.text import Message, Text, mark


class Range(NamedTuple):
    """Lowest, likely and highest value of a figure that rests on assumptions."""

    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None


class WorkDone(NamedTuple):
    """Of a line of work: who does it, its hours (of a year, if it comes every year), and its least and largest amount.

    The amounts are over the horizon; None where nobody knows the price of an hour, or a vendor made an offer.
    """

    role: str
    side: str
    hours: Range
    low: Decimal | None
    high: Decimal | None


class Line(NamedTuple):
    """One item of one candidate over the horizon.

    `amount` is the sum of `by_year`; both are empty for a gap. `list_amount` is of one charge period, in the
    catalog's currency; `discount` is what `amount` would be more without discounts. `cell` names the figure
    in the cost model. Of work, `quantity` is the most likely hours.
    """

    id: str
    name: Text | Message | None
    category: str
    status: Status
    place: Place
    charge: str = "once"
    basis: Basis | None = None
    amount: Decimal | None = None
    by_year: tuple[Decimal, ...] = ()
    quantity: Decimal | None = None
    billed: Decimal | None = None
    list_amount: Decimal | None = None
    discount: Decimal | None = None
    tax: Decimal | None = None
    rule: Message | None = None
    reason: Message | None = None
    source: str | None = None
    note: Text | None = None
    cell: str | None = None
    work: WorkDone | None = None


class Gap(NamedTuple):
    """A category with a missing price, why it is missing, and what rivals' prices would put there.

    `rule` picks the likely one: lowest, mean, highest, ratio, rate_card or none.
    """

    category: str
    items: tuple[str, ...]
    status: Status
    reason: Message | None
    fill: Range | None
    filled_from: tuple[str, ...] = ()
    rule: str = "mean"


class Assumed(NamedTuple):
    """What of a total rests on assumed hours: if all goes well, most likely, if much goes wrong.

    `rates` is the part of `likely` whose price of an hour has no source either.
    """

    low: Decimal
    likely: Decimal
    high: Decimal
    rates: Decimal


class Totals(NamedTuple):
    """Sums of priced and included lines. `npv` is None where no discount rate is known for a longer horizon.

    `like_for_like` adds to the horizon total what fills the gaps; None where a gap cannot be filled. `firm` is what
    is published, computed from that, or offered to this client; `estimated` what is extrapolated, assumed, or fills a
    gap; `unknown` how many items have no price and nothing to fill it. `user_month` is the horizon total for each
    user and month.
    """

    first_year: Decimal
    horizon: Decimal
    by_year: tuple[Decimal, ...]
    npv: Decimal | None
    like_for_like: Range | None
    tax: Decimal | None = None
    net: Decimal | None = None
    gross: Decimal | None = None
    firm: Decimal = Decimal(0)
    estimated: Decimal = Decimal(0)
    unknown: int = 0
    user_month: Decimal = Decimal(0)
    assumed: Assumed | None = None


class Note(NamedTuple):
    """Something a reader must know to trust a figure: an unknown, an assumption, a limit of the data.

    `of` are the candidates whose figures it concerns; empty where it is about all of them.
    """

    id: str
    text: Message | Text
    source: str | None = None
    place: Place | None = None
    of: frozenset[str] = frozenset()


class Estimate(NamedTuple):
    """What one candidate costs this client. `shown`: whether its amounts are as published, net or gross of tax.

    `lacks` are the functions that what the client has already does not serve.
    """

    id: str
    vendor: Text | Message
    product: Text
    edition: Text | Message
    licence_metric: str
    licences: int
    complete: bool
    suitable: bool
    unsuitable_because: tuple[Message, ...]
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    totals: Totals
    notes: tuple[Note, ...]
    licences_by_year: tuple[int, ...] = ()
    shown: str = "published"
    lacks: tuple[Text, ...] = ()

    @property
    def called(self) -> Message:
        """Its name: product and edition."""
        return Message(mark("{product} {edition}"), {"product": self.product, "edition": self.edition})
