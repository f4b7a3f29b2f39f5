"""Discounts: percent points on each charge, amounts once in the first year, in the order they are written.

The vendor's published discounts come first, then what the brief says was negotiated. How two on one line
meet is the catalog's to say (`stacking`); where it does not, nobody guesses. A discount is on the price, and tax
follows it; or on the amount without tax; or on what is payable, and the tax stays as it was. Where nobody knows how
a line is taxed, the last two are taken off its price.
"""

from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.offer import Basis
from crm_planner.estimate.ledger import Charge, Draft, Ledger
from crm_planner.estimate.selection import Circumstances, circumstances
from crm_planner.estimate.tax import Treated, treated
from crm_planner.formula.expression import Choose, Expression, Maximum, Minimum, Number, Ref, Round
from crm_planner.money import RoundingMode
from crm_planner.place import Place
from crm_planner.problem import Problem
from crm_planner.text import Message, mark

DISCOUNT = "discount/"
"""What the name of a discount's percentage begins with, where it is to be varied."""


class Granted(NamedTuple):
    """A discount that applies to this client on this day."""

    id: str
    percent: Decimal | None
    amount: Decimal | None
    items: frozenset[str]
    place: Place
    said: object
    of_vendor: bool
    on: str = "price"

    def covers(self, draft: Draft) -> bool:
        """Whether the discount is on this line; a vendor's actual offer has its discounts in it."""
        return draft.item.id in self.items and draft.charge is not None and draft.offer.basis is not Basis.QUOTED


def granted(ledger: Ledger) -> tuple[Granted, ...]:
    """The discounts that apply, the vendor's first, each in written order."""
    around = circumstances(ledger.candidate, ledger.setting)
    return (*_published(ledger, around), *_negotiated(ledger))


def _published(ledger: Ledger, around: Circumstances) -> list[Granted]:
    day, found = ledger.setting.day, []
    for number, one in enumerate(ledger.candidate.catalog.discounts):
        if one.in_force(day) and around.unmet(one.requires) is None:
            place = ledger.candidate.source.place(("discounts", number))
            said = one.name or one.id
            items = _items(ledger, one.items)
            found.append(Granted(one.id, one.percent, one.amount, items, place, said, of_vendor=True, on=one.on))
    return found


def _negotiated(ledger: Ledger) -> list[Granted]:
    found = []
    for number, one in enumerate(ledger.setting.brief.discounts):
        if ledger.candidate.answers_to(one.candidate):
            items = _items(ledger, one.items) if one.items else _of_category(ledger, one.category)
            place = ledger.setting.place("discounts", number)
            name = f"agreed.{number + 1}"  # no vendor's discount can be called so: ids hold no dots
            found.append(Granted(name, one.percent, one.amount, items, place, one.reason, of_vendor=False, on=one.on))
    return found


def _items(ledger: Ledger, names: tuple[str, ...]) -> frozenset[str]:
    """The items of the edition that `names` mean: ids, and only where no item has the name, categories."""
    ids = {item.id for item in ledger.candidate.edition.items}
    return frozenset[str]().union(*({name} if name in ids else _of_category(ledger, name) for name in names))


def _of_category(ledger: Ledger, category: str | None) -> frozenset[str]:
    return frozenset(item.id for item in ledger.candidate.edition.items if item.category == category)


def taxed_apart(ledger: Ledger, draft: Draft, one: Granted, year: int = 1) -> Treated | None:
    """How a line is taxed in a year, if it matters that a discount is not on its price.

    None where it does not, or nobody knows.
    """
    how = None if one.on == "price" else treated(ledger, draft, year)
    if how is None or not how.rate or (one.on == "net" and how.treatment == "excluded"):
        return None
    return how


def take_percents_off(ledger: Ledger, draft: Draft, discounts: tuple[Granted, ...]) -> None:
    """Lower each charge of a line by the percent discounts on it, each rounded as the catalog rounds."""
    on_line = [one for one in discounts if one.covers(draft)]
    if len(on_line) > 1 and ledger.candidate.catalog.stacking is None:
        ledger.problems.append(_nobody_said_how(ledger, draft, on_line))
        return
    percents = [one for one in on_line if one.percent is not None]
    if draft.charge is not None and percents:
        draft.reduced = True
        if any(one.on != "price" for one in percents):
            _tell_years_apart(ledger, draft, draft.charge)
        draft.charge = _reduced(ledger, draft, draft.charge, percents, None)
        draft.later = {year: _reduced(ledger, draft, one, percents, year) for year, one in draft.later.items()}


def _tell_years_apart(ledger: Ledger, draft: Draft, usual: Charge) -> None:
    """Give a year a charge of its own where tax is at another rate than usual, as a discount then is another amount."""
    if draft.item.charge == "once" and draft.item.every is None:
        return
    first = _first_year(ledger, draft)
    for year in ledger.setting.years:
        if year > first and treated(ledger, draft, year) != treated(ledger, draft, first):
            draft.later.setdefault(year, usual)


def _first_year(ledger: Ledger, draft: Draft) -> int:
    """The year of the usual charge of a line."""
    return min(draft.item.from_year, ledger.setting.years[-1])


def _reduced(ledger: Ledger, draft: Draft, charge: Charge, percents: list[Granted], year: int | None) -> Charge:
    """A charge with all percent discounts off; `year` is that of a charge beside the usual one."""
    stacking, listed = ledger.candidate.catalog.stacking, charge.listed
    left: Expression = listed
    lowering: list[Expression] = []
    keeping_tax: list[Expression] = []
    for one in percents:
        off = _percent_cell(ledger, draft, one, left if stacking == "compound" else listed, year)
        apart = taxed_apart(ledger, draft, one, year or _first_year(ledger, draft))
        (keeping_tax if one.on == "total" and apart else lowering).append(off)
        left = left - off
    nothing: Expression = Number(Decimal(0), ledger.unit)
    taxed = _taken(listed, lowering)
    if stacking == "best":
        left = listed - Maximum((*lowering, *keeping_tax))
        price_off = Maximum((nothing, *lowering))
        taxed = listed - price_off
        if keeping_tax:
            taxed = Choose(Maximum(tuple(keeping_tax)), price_off, taxed, listed)
    label = Message(mark("{item}: after discounts"), {"item": draft.called})
    net = ledger.write(_of_year(ledger, draft, "net", year), Maximum((left, nothing)), ledger.unit, label)
    if not keeping_tax:
        return Charge(listed, net, net)
    label = Message(mark("{item}: what tax is computed on"), {"item": draft.called})
    name = _of_year(ledger, draft, "taxed", year)
    return Charge(listed, net, ledger.write(name, Maximum((taxed, nothing)), ledger.unit, label))


def _taken(listed: Expression, off: list[Expression]) -> Expression:
    for one in off:
        listed = listed - one
    return listed


def _of_year(ledger: Ledger, draft: Draft, part: str, year: int | None) -> str:
    return ledger.name(draft.item, *((part,) if year is None else (part, f"year{year}")))


def _percent_cell(ledger: Ledger, draft: Draft, one: Granted, of: Expression, year: int | None) -> Ref:
    """What a percentage takes off the price, however much of it is tax."""
    mode, step = ledger.candidate.catalog.rounding.mode, ledger.step
    rule = Message(mark("Discount: {reason}"), {"reason": one.said})
    share = ledger.share(DISCOUNT + one.id, one.percent or Decimal(0), rule, one.place)
    apart = taxed_apart(ledger, draft, one, year or _first_year(ledger, draft))
    off: Expression = Round(share * of, step, mode)
    wording = mark("{item}: discount of {percent} %")
    if apart is not None and one.on == "net":
        wording = mark("{item}: discount of {percent} % on the amount without tax")
        off = Round(apart.with_tax(Round(share * apart.without_tax(of), step, mode)), step, mode)
    elif apart is not None:
        wording = mark("{item}: discount of {percent} % on what is payable, its tax unchanged")
        room = Round(apart.without_tax(of), step, RoundingMode.DOWN)
        off = Minimum((Round(share * apart.payable(of), step, mode), room))
    label = Message(wording, {"item": draft.called, "percent": one.percent})
    return ledger.write(_of_year(ledger, draft, f"discount-{one.id}", year), off, ledger.unit, label, rule, one.place)


def _nobody_said_how(ledger: Ledger, draft: Draft, discounts: list[Granted]) -> Problem:
    first, second = discounts[:2]
    said = f'two discounts meet on "{draft.item.id}" of {ledger.candidate.id}: this one and the one at {first.place}'
    return Problem(
        second.place, "REF011", said, "Say stacking: compound, additive or best in the catalog, or remove one"
    )
