"""Amounts off: a discount that is a sum of money, taken once in the first year, shared out over the lines it is on."""

from decimal import Decimal
from typing import NamedTuple

from crm_planner.estimate.discounts import Granted, taxed_apart
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.shares import Shared, share_out
from crm_planner.estimate.tax import Treated
from crm_planner.formula.expression import Choose, Expression, Maximum, Minimum, Number, Ref, Round, total
from crm_planner.money import RoundingMode
from crm_planner.text import Message, mark


def take_amounts_off(ledger: Ledger, discounts: tuple[Granted, ...]) -> None:
    """Take each amount discount once, in year 1, off the lines it covers by largest remainder; never below 0."""
    for one in discounts:
        lines = [draft for draft in ledger.drafts.values() if one.covers(draft) and draft.years]
        if one.amount is not None and lines:
            _share_out(ledger, one, one.amount, lines)


def _share_out(ledger: Ledger, one: Granted, amount: Decimal, lines: list[Draft]) -> None:
    """In proportion to the first year's amounts; without their tax where the discount is not on the price."""
    unit, best = ledger.shown, ledger.candidate.catalog.stacking == "best"
    before = {draft.item.id: _first_year(ledger, draft, one, listed=best) for draft in lines}
    treated = {draft.item.id: taxed_apart(ledger, draft, one) for draft in lines}
    rooms = {draft.item.id: _room(ledger, draft, one, before[draft.item.id], treated[draft.item.id]) for draft in lines}
    said = mark("First year's amounts the discount {reason} is spread over")
    whole = _own(ledger, one, "base", total(rooms.values(), unit), said)
    least = Minimum((_agreed(ledger, one, amount), whole))
    off = _own(ledger, one, "amount", least, mark("Discount {reason}, at most what is due"))
    called = Message(mark("the discount {reason}"), {"reason": one.said})
    what = Shared(ledger.own("discount", one.id), called, one.place)
    for draft, share in zip(lines, share_out(ledger, what, off, rooms, whole), strict=True):
        name = draft.item.id
        _take(ledger, one, draft, _Taken(before[name], rooms[name], share, treated[name]), best=best)


class _Taken(NamedTuple):
    """What one line gives: its amount before, how much of that can be taken off, its share, and its tax if apart."""

    before: Ref
    room: Expression
    share: Expression
    treated: Treated | None


def _take(ledger: Ledger, one: Granted, draft: Draft, taken: _Taken, *, best: bool) -> None:
    """Lower the first year of a line; where the best discount counts alone, if that makes it cheaper."""
    nothing: Expression = Number(Decimal(0), ledger.shown)
    left: Expression = taken.before - taken.share
    if one.on == "net" and taken.treated is not None:
        off = Round(taken.treated.with_tax(taken.share), ledger.setting.cent, RoundingMode.HALF_UP)
        left = Choose(taken.room, taken.share, nothing, Maximum((taken.before - off, nothing)))
    now, taxable = draft.years[0], draft.taxable[0]
    tax_stays, together = one.on == "total" and taken.treated is not None, taxable is now
    if best:
        draft.years[0] = Minimum((now, left))
        taxed = Choose(now, left, taxable, taken.before if tax_stays else left)
        draft.taxable[0] = draft.years[0] if together and not tax_stays else taxed
    else:
        draft.years[0] = left
        if not tax_stays:
            draft.taxable[0] = left if together else taxable - (taken.before - left)
    draft.reduced = True


def _room(ledger: Ledger, draft: Draft, one: Granted, before: Ref, treated: Treated | None) -> Expression:
    """How much of a line a discount can take off: all of it, or all but its tax."""
    if treated is None or treated.treatment != "included":
        return before
    without = Round(treated.without_tax(before), ledger.setting.cent, RoundingMode.HALF_UP)
    label = Message(mark("{item}: first year without tax before the discount"), {"item": draft.called})
    return ledger.write(ledger.name(draft.item, f"before-{one.id}", "net"), without, ledger.shown, label)


def _first_year(ledger: Ledger, draft: Draft, one: Granted, *, listed: bool) -> Ref:
    """The first year's amount a discount is spread over: what is left, or the list amount."""
    label = Message(mark("{item}: first year before the discount"), {"item": draft.called})
    formula = draft.listed[0] if listed else draft.years[0]
    return ledger.write(ledger.name(draft.item, f"before-{one.id}"), formula, ledger.shown, label)


def _agreed(ledger: Ledger, one: Granted, amount: Decimal) -> Expression:
    """The discount in the brief's currency; the vendor's own is in the catalog's."""
    if not one.of_vendor:
        return Number(amount, ledger.shown)
    own = Number(amount, ledger.unit)
    return Round(own * ledger.exchange(), ledger.setting.cent, RoundingMode.HALF_UP) if ledger.is_foreign else own


def _own(ledger: Ledger, one: Granted, part: str, formula: Expression, wording: str) -> Ref:
    label = Message(wording, {"reason": one.said})
    return ledger.write(ledger.own("discount", one.id, part), formula, ledger.shown, label, source=one.place)
