"""Tax in or on the prices: once per rate on the sum of a year, or on each line; unknown treatment is never guessed.

included: tax = round(price x rate / (100 + rate)); excluded: tax = round(net x rate / 100); both half up to the
minor unit of the brief's currency. Exempt prices have none. Where the brief wants amounts without tax, or with it,
each line takes its share of the tax by largest remainder, so that lines add up to totals; a candidate with a line
whose treatment nobody knows stays as published as a whole.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from crm_planner.catalog.model import Tax
from crm_planner.catalog.offer import Status
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.shares import Shared, share_out
from crm_planner.estimate.years import order_of_calculation
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Expression, Number, Ref, Round, total
from crm_planner.formula.units import RATIO
from crm_planner.money import RoundingMode
from crm_planner.text import Message, mark


class Treated(NamedTuple):
    """How a group of lines is taxed: in the price or on top, at which rate, rounded on the sum or line by line."""

    treatment: str
    rate: Decimal
    round: str

    def of(self, price: Expression) -> Expression:
        """The tax in, or on top of, a price; not rounded."""
        return _share(self.rate, 100 + self.rate if self.treatment == "included" else Decimal(100)) * price

    def with_tax(self, net: Expression) -> Expression:
        """An amount without tax with the tax on top; not rounded."""
        return Number((100 + self.rate) / 100, RATIO) * net

    def without_tax(self, price: Expression) -> Expression:
        """What is left of a price without its tax; not rounded."""
        return Number(100 / Fraction(100 + self.rate), RATIO) * price if self.treatment == "included" else price

    def payable(self, price: Expression) -> Expression:
        """What is to be paid for a price, tax and all; not rounded."""
        return self.with_tax(price) if self.treatment == "excluded" else price


@lru_cache
def _share(rate: Decimal, divisor: Decimal) -> Number:
    return Number(Fraction(rate) / Fraction(divisor), RATIO)


Groups = dict[Treated, list[Draft]]
"""Priced lines by how they are taxed."""


def treatment(ledger: Ledger, own: Tax | None) -> Treated | None:
    """How an item is taxed: in its `own` way, else the catalog's; None where treatment or rate is unknown.

    The rate is the item's, else the catalog's, else the playbook's for the client's country and the brief's day.
    """
    general: Tax = ledger.candidate.catalog.tax
    tax = own or general
    once = tax.round if "round" in tax.model_fields_set else general.round
    if tax.treatment == "unknown":
        return None
    if tax.treatment == "exempt":
        return Treated("exempt", Decimal(0), once)
    rate = ledger.setting.tax_rate(ledger.candidate) if tax.rate is None else tax.rate
    return None if rate is None else Treated(tax.treatment, rate, once)


def priced_lines(ledger: Ledger) -> list[Draft]:
    """The lines tax can be on."""
    return [draft for draft in ledger.drafts.values() if draft.status is Status.PRICED]


def view(ledger: Ledger) -> str:
    """How the amounts of a candidate are shown: as the brief asks, but `published` while a treatment is unknown."""
    wanted: str = ledger.setting.brief.tax.show
    known = all(treatment(ledger, draft.item.tax) is not None for draft in priced_lines(ledger))
    return wanted if known else "published"


def way_of(ledger: Ledger, drafts: Iterable[Draft]) -> str:
    """Whether the published prices of lines contain tax: included, excluded, mixed, unknown, or exempt of any."""
    found = {treatment(ledger, draft.item.tax) for draft in drafts}
    if None in found:
        return "unknown"
    ways = {treated.treatment for treated in found if treated is not None and treated.rate}
    return "mixed" if len(ways) > 1 else next(iter(ways), "exempt")


def add_tax(ledger: Ledger) -> None:
    """Write the tax of each line and of each rate; where the brief asks for it, show lines without tax or with it.

    Tax, net and gross totals are written if the treatment of all priced lines is known.
    """
    groups: Groups = {}
    known = True
    for draft in priced_lines(ledger):
        treated = treatment(ledger, draft.item.tax)
        known = known and treated is not None
        if treated is not None:
            groups.setdefault(treated, []).append(draft)
    shown = view(ledger)
    if shown == "published":
        for treated, drafts in groups.items():
            for draft in drafts:
                _tax_of_line(ledger, draft, [_rounded(ledger, treated.of(one)) for one in _taxable(ledger, draft)])
    if known:
        _known(ledger, groups, shown)


def _known(ledger: Ledger, groups: Groups, shown: str) -> None:
    taxes: dict[Treated, list[Expression]] = {}
    for number, (treated, drafts) in enumerate(groups.items(), start=1):
        bases = {draft.item.id: _taxable(ledger, draft, shown) for draft in drafts}
        taxes[treated] = _group(ledger, number, treated, bases)
        if shown != "published":
            _project(ledger, Projected(number, treated, shown), drafts, bases, taxes[treated])
    _totals(ledger, taxes, shown)


def _taxable(ledger: Ledger, draft: Draft, shown: str = "published") -> list[Expression]:
    """What tax is computed on, year by year: the price as published, unless a discount left the tax as it was."""
    published = [_published(ledger, draft, year, shown) for year in ledger.setting.years]
    found = zip(draft.taxable, draft.years, published, strict=True)
    return [
        price if taxable is paid else _also(ledger, draft, year, taxable)
        for year, (taxable, paid, price) in enumerate(found, start=1)
    ]


def _also(ledger: Ledger, draft: Draft, year: int, taxable: Expression) -> Ref:
    label = Message(mark("{item}, year {year}: what tax is computed on"), {"item": draft.called, "year": year})
    return ledger.once(Cell(ledger.name(draft.item, "taxable", f"year{year}"), taxable, ledger.shown, label))


def _published(ledger: Ledger, draft: Draft, year: int, shown: str) -> Ref:
    """The cell with the published price of a line in a year, which is another than the amount shown in other views."""
    if shown == "published":
        return Ref(ledger.year_name(draft.item, year))
    label = Message(mark("{item}, year {year}: as published"), {"item": draft.called, "year": year})
    name = ledger.name(draft.item, "published", f"year{year}")
    return ledger.once(
        Cell(name, draft.years[year - 1], ledger.shown, label, order_of_calculation(ledger, draft, year))
    )


def _tax_of_line(ledger: Ledger, draft: Draft, years: Sequence[Expression]) -> None:
    """The tax of one line by itself, each year rounded; where tax is rounded on the total, that one is what is due."""
    label = Message(mark("{item}: {remark}"), {"item": draft.called, "remark": Message(mark("tax"))})
    ledger.write(ledger.name(draft.item, "tax"), total(years, ledger.shown), ledger.shown, label)


def _group(ledger: Ledger, number: int, treated: Treated, bases: dict[str, list[Expression]]) -> list[Expression]:
    """One cell of tax for each year of the group."""
    cells: list[Expression] = []
    for year in ledger.setting.years:
        amounts = [years[year - 1] for years in bases.values()]
        if treated.round == "line":
            formula = total([_rounded(ledger, treated.of(amount)) for amount in amounts], ledger.shown)
        else:
            formula = _rounded(ledger, treated.of(total(amounts, ledger.shown)))
        label = Message(mark("Tax of {rate} % in year {year}"), {"rate": treated.rate, "year": year})
        place = ledger.candidate.source.place(("tax",))
        name = ledger.own("tax", f"rate{number}", f"year{year}")
        cells.append(ledger.write(name, formula, ledger.shown, label, source=place))
    return cells


class Projected(NamedTuple):
    """A group of lines taxed alike, and how they are to be shown: `net` or `gross`."""

    number: int
    treated: Treated
    shown: str


def _project(
    ledger: Ledger, group: Projected, drafts: list[Draft], bases: dict[str, list[Expression]], taxes: list[Expression]
) -> None:
    """Show lines without tax, or with it: each takes its share of the tax of its rate in each year."""
    nothing: Expression = Number(Decimal(0), ledger.shown)
    shares: dict[str, list[Expression]] = {draft.item.id: [nothing] * len(taxes) for draft in drafts}
    for year, tax in enumerate(taxes, start=1):
        due = [draft.item.id for draft in drafts if not isinstance(draft.taxable[year - 1], Number)]
        over = {name: bases[name][year - 1] for name in due}
        for name, share in zip(over, _shares(ledger, group, year, over, tax), strict=True):
            shares[name][year - 1] = share
    for draft in drafts:
        mine = shares[draft.item.id]
        _tax_of_line(ledger, draft, mine)
        draft.projected = True
        for index, share in enumerate(mine):
            price = _published(ledger, draft, index + 1, group.shown)
            draft.years[index] = draft.taxable[index] = _shown(group, price, share)


def _shares(
    ledger: Ledger, group: Projected, year: int, over: dict[str, Expression], tax: Expression
) -> Sequence[Expression]:
    if group.treated.round == "line":
        return [_rounded(ledger, group.treated.of(amount)) for amount in over.values()]
    if not group.treated.rate or not over:
        return [Number(Decimal(0), ledger.shown) for _ in over]
    called = Message(mark("the tax of {rate} % in year {year}"), {"rate": group.treated.rate, "year": year})
    what = Shared(ledger.own("tax", f"rate{group.number}", f"year{year}"), called)
    return share_out(ledger, what, tax, over, total(over.values(), ledger.shown))


def _shown(group: Projected, price: Ref, share: Expression) -> Expression:
    """A price without its tax, or with the tax on top; as it is where that is what was published."""
    if group.treated.treatment == "included" and group.shown == "net":
        return price - share
    if group.treated.treatment == "excluded" and group.shown == "gross":
        return price + share
    return price


def _totals(ledger: Ledger, taxes: dict[Treated, list[Expression]], shown: str) -> None:
    """Tax over the horizon, and the total without it and with it, from the total in the view that is shown."""
    every = [tax for years in taxes.values() for tax in years]
    inside = [tax for treated, years in taxes.items() for tax in years if treated.treatment == "included"]
    on_top = [tax for treated, years in taxes.items() for tax in years if treated.treatment == "excluded"]
    less = {"published": inside, "net": [], "gross": every}[shown]
    more = {"published": on_top, "net": every, "gross": []}[shown]
    whole = Ref(ledger.own("total"))
    _sum(ledger, "tax", every, mark("Tax over the horizon"))
    _sum(ledger, "net", [whole - total(less, ledger.shown)], mark("Total without tax"))
    _sum(ledger, "gross", [whole, *more], mark("Total with tax"))


def _sum(ledger: Ledger, part: str, terms: Sequence[Expression], wording: str) -> None:
    ledger.write(ledger.own("total", part), total(terms, ledger.shown), ledger.shown, Message(wording))


def _rounded(ledger: Ledger, formula: Expression) -> Expression:
    return Round(formula, ledger.setting.cent, RoundingMode.HALF_UP)
