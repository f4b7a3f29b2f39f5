"""The price table of a proposal: every line with unit, quantity, price, tax and amount, and their sums.

Amounts are those of the cost model, taken in two views of tax (without it and with it), so that lines, taxes and totals
add up to the last minor unit. Where the treatment of a candidate's tax is unknown both views are the published one, and
tax is unknown, which is not zero. What the client's own people cost is no payment, and stands apart.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from crm_planner.catalog.model import price_on
from crm_planner.catalog.offer import Status
from crm_planner.catalog.price import PackagePrice
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.lines import Estimate, Line
from crm_planner.estimate.tax import Treated, treated
from crm_planner.plan.implementation import OWN_SIDES
from crm_planner.text import Message, Text

_NOTHING = Decimal(0)


class Sum(NamedTuple):
    """An amount without tax, its tax, and with it; `net` and `tax` are None where nobody knows how it is taxed."""

    net: Decimal | None
    tax: Decimal | None
    amount: Decimal


class Position(NamedTuple):
    """One line of the price table; amounts in the brief's currency.

    `sum` is what it costs: all of a payment made once, one year of one that comes back. `price` is of one unit, without
    tax where that comes on top, and None where the amount is no whole multiple of the quantity. `discount` is None
    where it differs from year to year. `by_year` holds the sum of each year; `treated` is None where nobody knows how
    the line is taxed.
    """

    id: str
    name: Text | Message
    category: str
    charge: str
    unit: str
    quantity: Decimal
    price: Decimal | None
    discount: Decimal | None
    sum: Sum
    by_year: tuple[Sum, ...]
    treated: Treated | None
    included: bool = False
    billed: Decimal | None = None
    basis: str | None = None
    remark: Text | None = None

    @property
    def recurs(self) -> bool:
        """Whether it is paid again every year, or more often."""
        return self.charge != "once"

    @property
    def years(self) -> tuple[int, ...]:
        """The years it is paid in, 1 the first."""
        return tuple(year for year, one in enumerate(self.by_year, start=1) if one.amount)


class OwnWork(NamedTuple):
    """Work of the client's own people: hours, and what the estimate puts on them."""

    name: Text | Message
    hours: Decimal | None
    amount: Decimal


class Open(NamedTuple):
    """A line without a price: its name, why, and whether it is sold at all."""

    name: Text | Message
    status: Status
    reason: Message | None


class TaxOfRate(NamedTuple):
    """All lines taxed alike, over the horizon."""

    treated: Treated
    base: Decimal
    tax: Decimal


class Prices(NamedTuple):
    """The whole price table. `total` is everything to be paid over the horizon, `years` the same by year.

    `tax_known` says whether it is known of every line how it is taxed; `taxes` is empty where it is not.
    """

    positions: tuple[Position, ...]
    options: tuple[Position, ...]
    open: tuple[Open, ...]
    own: tuple[OwnWork, ...]
    years: tuple[Sum, ...]
    total: Sum
    tax_known: bool
    taxes: tuple[TaxOfRate, ...]

    @property
    def once(self) -> tuple[Position, ...]:
        return tuple(one for one in self.positions if not one.recurs)

    @property
    def recurring(self) -> tuple[Position, ...]:
        return tuple(one for one in self.positions if one.recurs)


class View(NamedTuple):
    """One candidate in two views of tax, and how each of its lines came about."""

    ledger: Ledger
    gross: Estimate
    net: Estimate

    @property
    def tax_known(self) -> bool:
        """Whether the two views differ by the tax: where a treatment is unknown, both are as published."""
        return self.gross.shown == "gross"


def prices(view: View, options: tuple[Position, ...]) -> Prices:
    """The price table of one candidate; `options` are lines that are not in it, and could be."""
    lines = [line for line in view.gross.lines if not line.status.is_gap]
    mine = [line for line in lines if not is_own_work(line)]
    found = tuple(position(view, line) for line in mine)
    count = len(view.gross.totals.by_year)
    years = tuple(added((one.by_year[year] for one in found), known=view.tax_known) for year in range(count))
    return Prices(
        positions=found,
        options=options,
        open=tuple(Open(called(line), line.status, line.reason) for line in view.gross.lines if line.status.is_gap),
        own=tuple(OwnWork(called(line), line.quantity, line.amount or _NOTHING) for line in lines if is_own_work(line)),
        years=years,
        total=added(years, known=view.tax_known),
        tax_known=view.tax_known,
        taxes=tuple(_taxes(found)) if view.tax_known else (),
    )


def is_own_work(line: Line) -> bool:
    """Whether people of the client's own do it: a cost of the project, and no payment to anybody."""
    return line.work is not None and line.work.side in OWN_SIDES


def called(line: Line) -> Text | Message:
    """The name of a line, else its id."""
    return line.name or Text.plain(line.id)


def added(sums: Iterable[Sum], *, known: bool) -> Sum:
    """Sums added up; without and with tax only where it is `known`."""
    each = list(sums)
    amount = sum((one.amount for one in each), _NOTHING)
    if not known:
        return Sum(None, None, amount)
    net = sum((one.net or _NOTHING for one in each), _NOTHING)
    return Sum(net, amount - net, amount)


def position(view: View, line: Line) -> Position:
    """A line of the estimate as a line of the price table."""
    draft = view.ledger.drafts[line.id]
    net = next(one for one in view.net.lines if one.id == line.id)
    by_year = _by_year(line, net, known=view.tax_known)
    due = next((year for year, one in enumerate(by_year, start=1) if one.amount), 1)
    whole = by_year[due - 1] if line.charge != "once" else added(by_year, known=view.tax_known)
    how = treated(view.ledger, draft, due)
    discount = _discount(line, by_year, view.ledger.setting.cent)
    unit, quantity = _counted(view, draft, line)
    billed = line.billed if unit == draft.quantity and line.billed not in (None, line.quantity) else None
    return Position(
        id=line.id,
        name=called(line),
        category=line.category,
        charge=line.charge,
        unit=unit,
        quantity=quantity,
        price=_price(_base(whole, how), discount, billed or quantity, view.ledger.setting.cent),
        discount=discount,
        sum=whole,
        by_year=by_year,
        treated=how,
        included=line.status is Status.INCLUDED,
        billed=billed,
        basis=line.basis.value if line.basis else None,
        remark=line.note,
    )


def _by_year(gross: Line, net: Line, *, known: bool) -> tuple[Sum, ...]:
    if not known:
        return tuple(Sum(None, None, amount) for amount in gross.by_year)
    return tuple(Sum(less, more - less, more) for less, more in zip(net.by_year, gross.by_year, strict=True))


def _discount(line: Line, by_year: tuple[Sum, ...], cent: Decimal) -> Decimal | None:
    """What discounts take off the sum of a line: of one year where it comes back, if every year has as much of it."""
    if not line.discount or line.charge == "once":
        return line.discount or _NOTHING
    paid = [one.amount for one in by_year if one.amount]
    if len(set(paid)) != 1:
        return None
    share = (line.discount / len(paid)).quantize(cent)
    return share if share * len(paid) == line.discount else None


def _base(whole: Sum, how: Treated | None) -> Decimal:
    """What the price of a unit is multiplied up to: without tax where that comes on top, else as it is paid."""
    on_top = how is not None and how.treatment == "excluded"
    return whole.net if on_top and whole.net is not None else whole.amount


def _price(base: Decimal, discount: Decimal | None, quantity: Decimal, cent: Decimal) -> Decimal | None:
    """The price of a unit, where price x quantity - discount is exactly the amount."""
    if discount is None or not quantity or not base + discount:
        return None
    listed = base + discount
    price = (listed / quantity).quantize(cent)
    return price if price * quantity == listed else None


_AS_A_WHOLE = ("flat", "percent", "packs", "included")
"""Kinds of price that are of the whole, however many units it is for."""


def _counted(view: View, draft: Draft, line: Line) -> tuple[str, Decimal]:
    """What a line is counted in, and how many of it there are: hours, packages, a quantity of the brief, or one."""
    price, _ = price_on(draft.item, view.ledger.setting.day)
    if line.work is not None:
        return "hours", line.quantity or _NOTHING
    if isinstance(price, PackagePrice) and line.billed is not None:
        return "packages", Decimal(ceil(line.billed / price.size))
    if draft.quantity is None or line.quantity is None or price is None or price.kind in _AS_A_WHOLE:
        return "", Decimal(1)
    return draft.quantity, line.quantity


def _taxes(found: tuple[Position, ...]) -> Iterable[TaxOfRate]:
    """Lines with a rate stand together, whether the tax was in their prices or on top."""
    groups: dict[Treated, list[Sum]] = {}
    for one in found:
        if one.treated is not None and not one.included:
            kind = "exempt" if one.treated.treatment == "exempt" else "taxed"
            groups.setdefault(one.treated._replace(round="", treatment=kind), []).extend(one.by_year)
    for how, sums in groups.items():
        whole = added(sums, known=True)
        yield TaxOfRate(how, whole.net or _NOTHING, whole.tax or _NOTHING)
