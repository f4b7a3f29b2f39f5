"""Discounts: percent points on each charge, amounts once in the first year, in the order they are written.

The vendor's published discounts come first, then what the brief says was negotiated. How two on one line
meet is the catalog's to say (`stacking`); where it does not, nobody guesses.
"""

from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.offer import Basis
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.selection import Circumstances, circumstances
from crm_planner.formula.expression import Choose, Expression, Maximum, Minimum, Number, Ref, Round, Subtract, total
from crm_planner.formula.units import RATIO, Unit
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

    def covers(self, draft: Draft) -> bool:
        """Whether the discount is on this line; a vendor's actual offer has its discounts in it."""
        return draft.item.id in self.items and draft.net is not None and draft.offer.basis is not Basis.QUOTED


def granted(ledger: Ledger) -> tuple[Granted, ...]:
    """The discounts that apply, the vendor's first, each in written order."""
    around = circumstances(ledger.candidate, ledger.setting)
    return (*_published(ledger, around), *_negotiated(ledger))


def _published(ledger: Ledger, around: Circumstances) -> list[Granted]:
    day, found = ledger.setting.day, []
    for number, one in enumerate(ledger.candidate.catalog.discounts):
        in_time = (one.from_ is None or one.from_ <= day) and (one.until is None or day <= one.until)
        if in_time and around.unmet(one.requires) is None:
            place = ledger.candidate.source.place(("discounts", number))
            said = one.name or one.id
            items = _items(ledger, one.items)
            found.append(Granted(one.id, one.percent, one.amount, items, place, said, of_vendor=True))
    return found


def _negotiated(ledger: Ledger) -> list[Granted]:
    found = []
    for number, one in enumerate(ledger.setting.brief.discounts):
        if ledger.candidate.answers_to(one.candidate):
            items = _items(ledger, one.items) if one.items else _of_category(ledger, one.category)
            place = ledger.setting.place("discounts", number)
            name = f"agreed.{number + 1}"  # no vendor's discount can be called so: ids hold no dots
            found.append(Granted(name, one.percent, one.amount, items, place, one.reason, of_vendor=False))
    return found


def _items(ledger: Ledger, names: tuple[str, ...]) -> frozenset[str]:
    """The items of the edition that `names` mean: ids, and only where no item has the name, categories."""
    ids = {item.id for item in ledger.candidate.edition.items}
    return frozenset[str]().union(*({name} if name in ids else _of_category(ledger, name) for name in names))


def _of_category(ledger: Ledger, category: str | None) -> frozenset[str]:
    return frozenset(item.id for item in ledger.candidate.edition.items if item.category == category)


def take_percents_off(ledger: Ledger, draft: Draft, discounts: tuple[Granted, ...]) -> None:
    """Lower the charge of a line by the percent discounts on it, each rounded as the catalog rounds."""
    on_line = [one for one in discounts if one.covers(draft)]
    stacking = ledger.candidate.catalog.stacking
    if len(on_line) > 1 and stacking is None:
        ledger.problems.append(_nobody_said_how(ledger, draft, on_line))
        return
    left: Expression = draft.net or Number(Decimal(0), ledger.unit)
    for one in on_line:
        if one.percent is not None and draft.charge is not None:
            off = _percent_cell(ledger, draft, one, left if stacking == "compound" else draft.charge)
            draft.discounts.append(off)
            left = left - off
    if not draft.discounts or draft.charge is None:
        return
    if stacking == "best":
        left = Subtract(draft.charge, Maximum(tuple(draft.discounts)))
    draft.reduced = True
    left = Maximum((left, Number(Decimal(0), ledger.unit)))
    label = Message(mark("{item}: after discounts"), {"item": draft.item.called})
    draft.net = ledger.write(ledger.name(draft.item, "net"), left, ledger.unit, label)


def _percent_cell(ledger: Ledger, draft: Draft, one: Granted, of: Expression) -> Ref:
    mode = ledger.candidate.catalog.rounding.mode
    label = Message(mark("{item}: discount of {percent} %"), {"item": draft.item.called, "percent": one.percent})
    share = ledger.share(DISCOUNT + one.id, one.percent or Decimal(0), label, one.place)
    rule = Message(mark("Discount: {reason}"), {"reason": one.said})
    name = ledger.name(draft.item, f"discount-{one.id}")
    return ledger.write(name, Round(share * of, ledger.step, mode), ledger.unit, label, rule, one.place)


def _nobody_said_how(ledger: Ledger, draft: Draft, discounts: list[Granted]) -> Problem:
    first, second = discounts[:2]
    said = f'two discounts meet on "{draft.item.id}" of {ledger.candidate.id}: this one and the one at {first.place}'
    return Problem(
        second.place, "REF011", said, "Say stacking: compound, additive or best in the catalog, or remove one"
    )


def take_amounts_off(ledger: Ledger, discounts: tuple[Granted, ...]) -> None:
    """Take each amount discount once, in year 1, off the lines it covers by largest remainder; never below 0."""
    for one in discounts:
        lines = [draft for draft in ledger.drafts.values() if one.covers(draft) and draft.years]
        if one.amount is not None and lines:
            _spread(ledger, one, one.amount, lines)


def _spread(ledger: Ledger, one: Granted, amount: Decimal, lines: list[Draft]) -> None:
    """Whole minor units in proportion to the first year's amounts; what is left over goes to the largest remainders."""
    unit, cent = ledger.shown, ledger.setting.cent
    best = ledger.candidate.catalog.stacking == "best"
    before = [_first_year(ledger, draft, one, listed=best) for draft in lines]
    whole = _own(
        ledger,
        one,
        "base",
        total(before, unit),
        unit,
        mark("First year's amounts the discount {reason} is spread over"),
    )
    off = _own(
        ledger,
        one,
        "amount",
        Minimum((_agreed(ledger, one, amount), whole)),
        unit,
        mark("Discount {reason}, at most what is due"),
    )
    nothing: Expression = Number(Decimal(0), unit)
    fair = [Choose(whole, nothing, nothing, off * share / whole) for share in before]
    floors = [
        _own(
            ledger,
            one,
            f"whole-{draft.item.id}",
            Round(part, cent, RoundingMode.DOWN),
            unit,
            mark("Whole minor units of the discount {reason}"),
        )
        for draft, part in zip(lines, fair, strict=True)
    ]
    rests = [
        _own(
            ledger,
            one,
            f"rest-{draft.item.id}",
            Subtract(part, floor),
            unit,
            mark("Remainder of the discount {reason}"),
        )
        for draft, part, floor in zip(lines, fair, floors, strict=True)
    ]
    left = (off - total(floors, unit)) / Number(cent, unit)
    for number, draft in enumerate(lines):
        extra = Choose(_rank(rests, number), left, Number(cent, unit), nothing)
        share = _own(
            ledger, one, f"share-{draft.item.id}", floors[number] + extra, unit, mark("Share of the discount {reason}")
        )
        draft.reduced = True
        less = Subtract(before[number], share)
        draft.years[0] = Minimum((draft.years[0], less)) if best else less  # the best one competes with all others


def _rank(rests: list[Ref], number: int) -> Expression:
    """The place of a remainder among all, 1 for the largest; equal ones in written order."""
    one, none = Number(Decimal(1), RATIO), Number(Decimal(0), RATIO)
    ahead: list[Expression] = [Choose(rests[number], rest, one, none) for rest in rests[:number]]
    ahead += [Choose(rest, rests[number], none, one) for rest in rests[number + 1 :]]
    return total([one, *ahead], RATIO)


def _first_year(ledger: Ledger, draft: Draft, one: Granted, *, listed: bool) -> Ref:
    """The first year's amount a discount is spread over: what is left, or the list amount."""
    label = Message(mark("{item}: first year before the discount"), {"item": draft.item.called})
    formula = draft.listed[0] if listed else draft.years[0]
    return ledger.write(ledger.name(draft.item, f"before-{one.id}"), formula, ledger.shown, label)


def _agreed(ledger: Ledger, one: Granted, amount: Decimal) -> Expression:
    """The discount in the brief's currency; the vendor's own is in the catalog's."""
    if not one.of_vendor:
        return Number(amount, ledger.shown)
    own = Number(amount, ledger.unit)
    return Round(own * ledger.exchange(), ledger.setting.cent, RoundingMode.HALF_UP) if ledger.is_foreign else own


def _own(ledger: Ledger, one: Granted, part: str, formula: Expression, unit: Unit, wording: str) -> Ref:
    label = Message(wording, {"reason": one.said})
    return ledger.write(ledger.own("discount", one.id, part), formula, unit, label, source=one.place)
