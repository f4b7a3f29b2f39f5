"""Tax in or on the prices: once per rate on the sum of a year, or on each line; unknown treatment is never guessed.

included: tax = round(price x rate / (100 + rate)); excluded: tax = round(net x rate / 100); both half up to the
minor unit of the brief's currency. Exempt prices have none. Where the brief wants amounts without tax, or with it,
each line takes its share of the tax by largest remainder, so that lines add up to totals; a candidate with a line
whose treatment nobody knows stays as published as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
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
"""Priced lines by how they are taxed in one year."""


def treatment(ledger: Ledger, own: Tax | None, year: int, *, by_law: bool = False) -> Treated | None:
    """How an item is taxed in a year: in its `own` way, else the catalog's; None where treatment or rate is unknown.

    The rate is the item's, else the catalog's, else the playbook's for the client's country and the day the year
    begins; `by_law` leaves out the catalog's, which says nothing of work by the hour.
    """
    general: Tax = ledger.candidate.catalog.tax
    tax = own or general
    once = tax.round if "round" in tax.model_fields_set else general.round
    if tax.treatment == "unknown":
        return None
    if tax.treatment == "exempt":
        return Treated("exempt", Decimal(0), once)
    rate = rate_of(ledger, tax, year, by_law=by_law)
    return None if rate is None else Treated(tax.treatment, rate, once)


def rate_of(ledger: Ledger, tax: Tax, year: int, *, by_law: bool = False) -> Decimal | None:
    """The rate in percent points: the item's, the catalog's unless `by_law`, or the country's of the year."""
    of_catalog = None if by_law else ledger.candidate.catalog.tax.rate
    written = of_catalog if tax.rate is None else tax.rate
    return ledger.tax_by_law[year - 1] if written is None else written


def is_taxed_by_law(ledger: Ledger, draft: Draft) -> bool:
    """Whether a line has tax in its price, or on top, at the rate of the client's country."""
    tax = draft.item.tax or ledger.candidate.catalog.tax
    written = tax.rate if draft.work is not None or tax.rate is not None else ledger.candidate.catalog.tax.rate
    return tax.treatment in ("included", "excluded") and written is None


def treated(ledger: Ledger, draft: Draft, year: int = 1) -> Treated | None:
    """How a line is taxed in a year; None where nobody knows."""
    return treatment(ledger, draft.item.tax, year, by_law=draft.work is not None)


def is_known(ledger: Ledger, draft: Draft) -> bool:
    """Whether it is known how a line is taxed in every year."""
    if is_taxed_by_law(ledger, draft):
        return None not in ledger.tax_by_law
    return (draft.item.tax or ledger.candidate.catalog.tax).treatment != "unknown"


def priced_lines(ledger: Ledger) -> list[Draft]:
    """The lines tax can be on."""
    return [draft for draft in ledger.drafts.values() if draft.status is Status.PRICED]


def view(ledger: Ledger) -> str:
    """How the amounts of a candidate are shown: as the brief asks, but `published` while a treatment is unknown."""
    wanted: str = ledger.setting.brief.tax.show
    return wanted if all(is_known(ledger, draft) for draft in priced_lines(ledger)) else "published"


def way_of(ledger: Ledger, drafts: Iterable[Draft]) -> str:
    """Whether the published prices of lines contain tax: included, excluded, mixed, unknown, or exempt of any."""
    several = list(drafts)
    if not all(is_known(ledger, draft) for draft in several):
        return "unknown"
    found = [treated(ledger, draft, year) for draft in several for year in ledger.setting.years]
    ways = {one.treatment for one in found if one is not None and one.rate}
    return "mixed" if len(ways) > 1 else next(iter(ways), "exempt")


def add_tax(ledger: Ledger) -> None:
    """Write the tax of each line and of each rate; where the brief asks for it, show lines without tax or with it.

    Tax, net and gross totals are written if the treatment of all priced lines is known.
    """
    priced, shown = priced_lines(ledger), view(ledger)
    for draft in priced if shown == "published" else ():
        ways = [treated(ledger, draft, year) for year in ledger.setting.years]
        taxes = zip(ways, _taxable(ledger, draft) if None not in ways else (), strict=False)
        known = [_rounded(ledger, way.of(taxable)) for way, taxable in taxes if way is not None]
        if known:
            _tax_of_line(ledger, draft, known)
    if all(is_known(ledger, draft) for draft in priced):
        _known(ledger, priced, shown)


def _known(ledger: Ledger, priced: list[Draft], shown: str) -> None:
    """The tax of each rate in each year, each line's share of it, and the totals."""
    bases = {draft.item.id: _taxable(ledger, draft, shown) for draft in priced}
    numbers: dict[Treated, int] = {}
    taxes: list[tuple[Treated, Ref]] = []
    shares: dict[str, list[Expression]] = {draft.item.id: [] for draft in priced}
    for year in ledger.setting.years:
        for how, drafts in _groups(ledger, priced, year).items():
            group = Taxed(numbers.setdefault(how, len(numbers) + 1), how, shown, year)
            amounts = {draft.item.id: bases[draft.item.id][year - 1] for draft in drafts}
            by_law = any(is_taxed_by_law(ledger, draft) for draft in drafts)
            taxes.append((how, _group(ledger, group, list(amounts.values()), by_law=by_law)))
            for draft, share in _project(ledger, group, drafts, amounts) if shown != "published" else ():
                shares[draft.item.id].append(share)
    for draft in priced if shown != "published" else ():
        _tax_of_line(ledger, draft, shares[draft.item.id])
    _totals(ledger, taxes, shown)


def _groups(ledger: Ledger, priced: list[Draft], year: int) -> Groups:
    groups: Groups = {}
    for draft in priced:
        how = treated(ledger, draft, year)
        if how is not None:
            groups.setdefault(how, []).append(draft)
    return groups


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
    name, rule = _published_name(ledger, draft, year), order_of_calculation(ledger, draft, year)
    return ledger.once(Cell(name, draft.years[year - 1], ledger.shown, label, rule))


def published_years(ledger: Ledger, draft: Draft) -> list[Expression]:
    """What a line costs in each year as published, where it is shown without tax or with it."""
    return [Ref(_published_name(ledger, draft, year)) for year in ledger.setting.years]


def _published_name(ledger: Ledger, draft: Draft, year: int) -> str:
    return ledger.name(draft.item, "published", f"year{year}")


def _tax_of_line(ledger: Ledger, draft: Draft, years: Sequence[Expression]) -> None:
    """The tax of one line by itself, each year rounded; where tax is rounded on the total, that one is what is due."""
    label = Message(mark("{item}: {remark}"), {"item": draft.called, "remark": Message(mark("tax"))})
    ledger.write(ledger.name(draft.item, "tax"), total(years, ledger.shown), ledger.shown, label)


class Taxed(NamedTuple):
    """Lines taxed alike in a year, the number of their rate, and how they are to be shown: `net` or `gross`."""

    number: int
    treated: Treated
    shown: str
    year: int


def _group(ledger: Ledger, group: Taxed, amounts: list[Expression], *, by_law: bool) -> Ref:
    """The tax of one rate in a year, with the place of the law where the rate is the country's."""
    if group.treated.round == "line":
        formula = total([_rounded(ledger, group.treated.of(amount)) for amount in amounts], ledger.shown)
    else:
        formula = _rounded(ledger, group.treated.of(total(amounts, ledger.shown)))
    label = Message(mark("Tax of {rate} % in year {year}"), {"rate": group.treated.rate, "year": group.year})
    place = ledger.candidate.source.place(("tax",))
    places = (place, ledger.setting.place_of_law(group.year)) if by_law else (place,)
    return ledger.write(_name(ledger, group), formula, ledger.shown, label, source=places)


def _name(ledger: Ledger, group: Taxed) -> str:
    return ledger.own("tax", f"rate{group.number}", f"year{group.year}")


def _project(
    ledger: Ledger, group: Taxed, drafts: list[Draft], amounts: dict[str, Expression]
) -> Iterator[tuple[Draft, Expression]]:
    """Show lines without tax, or with it: each takes its share of the tax of its rate in the year."""
    nothing: Expression = Number(Decimal(0), ledger.shown)
    index = group.year - 1
    due = [draft.item.id for draft in drafts if not isinstance(draft.taxable[index], Number)]
    over = {name: amounts[name] for name in due}
    shares = dict(zip(over, _shares(ledger, group, over), strict=True))
    for draft in drafts:
        share = shares.get(draft.item.id, nothing)
        price = _published(ledger, draft, group.year, group.shown)
        draft.projected = True
        draft.years[index] = draft.taxable[index] = _shown(group, price, share)
        yield draft, share


def _shares(ledger: Ledger, group: Taxed, over: dict[str, Expression]) -> Sequence[Expression]:
    if group.treated.round == "line":
        return [_rounded(ledger, group.treated.of(amount)) for amount in over.values()]
    if not group.treated.rate or not over:
        return [Number(Decimal(0), ledger.shown) for _ in over]
    called = Message(mark("the tax of {rate} % in year {year}"), {"rate": group.treated.rate, "year": group.year})
    name = _name(ledger, group)
    return share_out(ledger, Shared(name, called), Ref(name), over, total(over.values(), ledger.shown))


def _shown(group: Taxed, price: Ref, share: Expression) -> Expression:
    """A price without its tax, or with the tax on top; as it is where that is what was published."""
    if group.treated.treatment == "included" and group.shown == "net":
        return price - share
    if group.treated.treatment == "excluded" and group.shown == "gross":
        return price + share
    return price


def _totals(ledger: Ledger, taxes: list[tuple[Treated, Ref]], shown: str) -> None:
    """Tax over the horizon, and the total without it and with it, from the total in the view that is shown."""
    every: list[Expression] = [tax for _, tax in taxes]
    inside: list[Expression] = [tax for how, tax in taxes if how.treatment == "included"]
    on_top: list[Expression] = [tax for how, tax in taxes if how.treatment == "excluded"]
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
