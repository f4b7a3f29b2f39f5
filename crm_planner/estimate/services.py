"""Lines of work: hours of the playbook times the price of an hour, wherever the price list does not sell the work.

An edition that prices or includes a category, or has made an offer for it, sells it: its figure is the cost and the
hours only serve the schedule. A gap of the price list gives way to the hours where there is such work.
"""

from collections.abc import Sequence
from decimal import Decimal

from crm_planner.catalog.derived import EffortPrice
from crm_planner.catalog.model import Item, Tax, price_on
from crm_planner.catalog.offer import Basis, Offer, Status
from crm_planner.estimate import rates
from crm_planner.estimate.ledger import Draft, Labour, Ledger
from crm_planner.estimate.selection import Selected
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.tax import treatment, view
from crm_planner.estimate.work import BOUNDS, Piece, Work
from crm_planner.formula.expression import Expression, Multiply, Number, Ref, Round, total
from crm_planner.money import RoundingMode
from crm_planner.text import Message, mark

ASSUMED, ASSUMED_RATES = "assumed", "assumed-rates"
"""The cells that say how much of a total rests on assumed hours, and how much of that on assumed rates."""

LOW, LIKELY, HIGH = range(3)
"""The places of the bounds."""

_NO_CATALOG = -1
"""The number of an item that stands in no edition."""


def add_work(ledger: Ledger, work: Work) -> None:
    """A line for every piece of work the edition does not sell, in the playbook's order, after the catalog's lines."""
    pieces = _not_sold(ledger, work.wanted)
    ledger.sold = tuple(dict.fromkeys(piece.effort.category for piece in work.wanted if piece not in pieces))
    categories, names = {one.effort.category for one in pieces}, {one.id for one in pieces}
    for name, draft in list(ledger.drafts.items()):
        open_price = draft.status.is_gap and draft.selected.again is None
        if open_price and (draft.item.category in categories or name in names):
            ledger.replaced.append(ledger.drafts.pop(name))
    for piece in work.wanted:
        work.hours(piece)
    for piece in pieces:
        ledger.drafts[piece.id] = _draft(ledger, work, piece)


def leaves_work(ledger: Ledger, setting: Setting) -> bool:
    """Whether a candidate with the prices of `ledger` would leave some work to others in circumstances like those."""
    return bool(_not_sold(ledger, Work(Ledger(ledger.candidate, setting)).wanted))


def sells(ledger: Ledger, piece: Piece) -> bool:
    """Whether the edition has a price for the category of this work, or an item of its name, or includes it."""
    return not _not_sold(ledger, (piece,))


def _not_sold(ledger: Ledger, pieces: Sequence[Piece]) -> list[Piece]:
    """The work the edition neither prices nor includes: it has no item of its category, and none of its name."""
    sold = [draft.item for draft in ledger.drafts.values() if draft.work is None and not draft.status.is_gap]
    categories, names = {item.category for item in sold}, {item.id for item in sold}
    return [one for one in pieces if one.effort.category not in categories and one.id not in names]


def _draft(ledger: Ledger, work: Work, piece: Piece) -> Draft:
    setting, quoted = ledger.setting, ledger.setting.quoted(ledger.candidate, piece.id)
    labour = Labour(piece.role, piece.side, work.hours(piece), rates.is_assumed(setting, piece.role))
    selected = Selected(_NO_CATALOG, _item(ledger, piece))
    if quoted:
        number, quote = quoted
        rule = Message(mark("Offered by the vendor: {source}"), {"source": quote.source})
        offer = Offer(Status.PRICED, Basis.QUOTED, Number(quote.amount, ledger.shown), rule)
        place = setting.place("quoted", number, "amount")
        draft = Draft(selected, offer, (), origin=place, cited=quote.source, work=labour)
    else:
        place = setting.knowledge.source.place(("efforts", piece.number))
        draft = Draft(selected, _offer(ledger, work, piece), (), origin=place, work=labour)
    _spread(ledger, draft)
    return draft


def _item(ledger: Ledger, piece: Piece) -> Item:
    """The work as an item no catalog has, so that sums and taxes treat it like any other."""
    effort = piece.effort
    return Item.model_construct(
        id=piece.id,
        name=piece.name,
        category=effort.category,
        charge=effort.charge,
        source=effort.source,
        tax=_tax(ledger, piece.role),
        note=effort.note,
    )


def _tax(ledger: Ledger, role: str) -> Tax:
    """Whether tax is in the rate, by the playbook's main rate for the country; unknown where that is."""
    treatment = rates.way_of_taxing(ledger.setting, role)
    if None in ledger.tax_by_law and treatment in ("included", "excluded"):
        treatment = "unknown"
    return Tax(treatment=treatment)


def _offer(ledger: Ledger, work: Work, piece: Piece) -> Offer:
    """Most likely hours at the price of an hour; on request where nobody knows that price."""
    formula = _amount(ledger, piece.role, work.hours(piece)[LIKELY])
    if formula is None:
        return Offer(Status.ON_REQUEST, reason=rates.why_unknown(ledger.setting, piece.role))
    values = {"role": rates.called(ledger.setting, piece.role)}
    rule = Message(mark("Most likely hours at the rate of the role {role}"), values)
    return Offer(Status.PRICED, Basis.ASSUMED, formula, rule)


def _amount(ledger: Ledger, role: str, hours: Ref) -> Expression | None:
    """What work of a role costs once, or in a year, at some hours; None without a price of an hour."""
    rate = rates.hourly(ledger, role, ledger.setting.currency)
    return None if rate is None else Round(Multiply((hours, rate)), ledger.setting.cent, RoundingMode.HALF_UP)


def _spread(ledger: Ledger, draft: Draft) -> None:
    """The amount of each year, in the brief's currency from the start: a rate card knows no catalog."""
    if draft.offer.formula is None:
        return
    label = Message(mark("{item}: list amount of one charge period"), {"item": draft.called})
    name, places = ledger.name(draft.item, "list"), ledger.places(draft)
    due = ledger.write(name, draft.offer.formula, ledger.shown, label, draft.offer.rule, places)
    nothing = Number(Decimal(0), ledger.shown)
    draft.years = [due if year == 1 or draft.item.charge == "yearly" else nothing for year in ledger.setting.years]
    draft.listed, draft.taxable = list(draft.years), list(draft.years)


def in_place_of_a_price(ledger: Ledger, category: str) -> dict[str, Expression]:
    """What the work of a category costs at its low, likely and high hours; nothing where a rate or all work is missing.

    For a category an edition has no price for, where the brief or the playbook fills gaps by the rate card.
    """
    work, found = Work(ledger), {}
    pieces = work.of_category(category)
    for number, bound in enumerate(BOUNDS) if pieces else ():
        parts = [_end(ledger, _item(ledger, piece), piece.role, work.hours(piece)[number]) for piece in pieces]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return {}
        found[bound] = total(known, ledger.shown)
    return found


def ways_of_taxing_hours(ledger: Ledger, category: str) -> frozenset[str]:
    """Whether tax is in the prices of the hours that stand in for a category."""
    return frozenset(rates.way_of_taxing(ledger.setting, piece.role) for piece in Work(ledger).of_category(category))


def is_untaxed(ledger: Ledger, category: str) -> bool:
    """Whether work of a category fills no gap only because nobody knows its price with tax, or without it."""
    pieces = Work(ledger).of_category(category)
    priced = all(rates.price_of_an_hour(ledger.setting, piece.role) is not None for piece in pieces)
    return priced and any(treatment(ledger, _tax(ledger, piece.role), 1, by_law=True) is None for piece in pieces)


def _end(ledger: Ledger, item: Item, role: str, hours: Ref) -> Expression | None:
    """What work costs over the horizon at some hours; None without a price of an hour, or where none can be shown."""
    once = _amount(ledger, role, hours)
    return None if once is None else over_the_horizon(ledger, item, once)


def over_the_horizon(ledger: Ledger, item: Item, once: Expression) -> Expression | None:
    """What work costs over the horizon if it costs `once` each time, shown as the amounts beside it are.

    None where nobody knows how to show it as those are.
    """
    shown = view(ledger)
    years = ledger.setting.years if item.charge == "yearly" else ledger.setting.years[:1]
    if shown == "published":
        return once * len(years) if len(years) > 1 else once
    parts: list[Expression] = []
    for year in years:
        how = treatment(ledger, item.tax, year, by_law=True)
        if how is None:
            return None
        price = how.without_tax(once) if shown == "net" else how.payable(once)
        parts.append(Round(price, ledger.setting.cent, RoundingMode.HALF_UP))
    return parts[0] * len(parts) if len(set(parts)) == 1 else total(parts, ledger.shown)


def add_assumed(ledger: Ledger) -> None:
    """How much of the total rests on assumed hours, at their low, likely and high, and how much on assumed rates.

    Every line of work gets its least and its largest amount beside the likely one.
    """
    assumed = [draft for draft in ledger.drafts.values() if draft.offer.basis is Basis.ASSUMED]
    if not assumed:
        return
    for draft in assumed:
        _write_ends(ledger, draft)
    likely = [Ref(ledger.name(draft.item)) for draft in assumed]
    low, high = ([_or_likely(ledger, draft, end) for draft in assumed] for end in ("low", "high"))
    rated = [Ref(ledger.name(draft.item)) for draft in assumed if _rate_is_assumed(ledger, draft)]
    _sum(ledger, ASSUMED, likely, mark("Part of the total that rests on assumed hours"))
    _sum(ledger, f"{ASSUMED}/low", low, mark("The same if all goes well"))
    _sum(ledger, f"{ASSUMED}/high", high, mark("The same if much goes wrong"))
    _sum(ledger, ASSUMED_RATES, rated, mark("Part of the total that rests on rates without a source"))


def _write_ends(ledger: Ledger, draft: Draft) -> None:
    work = draft.work
    if work is None:
        return
    low, high = (_end(ledger, draft.item, work.role, work.hours[at]) for at in (LOW, HIGH))
    if low is None or high is None:  # never: the line is priced
        return
    called = {"item": draft.called}
    draft.work = work._replace(
        low=ledger.write(
            ledger.name(draft.item, "low"), low, ledger.shown, Message(mark("{item}: if all goes well"), called)
        ),
        high=ledger.write(
            ledger.name(draft.item, "high"), high, ledger.shown, Message(mark("{item}: if much goes wrong"), called)
        ),
    )


def _or_likely(ledger: Ledger, draft: Draft, end: str) -> Ref:
    """An end of a line of work; the likely amount of an item priced by the hour, whose ends nobody computes."""
    ref: Ref | None = getattr(draft.work, end, None)
    return ref or Ref(ledger.name(draft.item))


def _sum(ledger: Ledger, part: str, terms: list[Ref], wording: str) -> None:
    ledger.write(ledger.own("total", part), total(terms, ledger.shown), ledger.shown, Message(wording))


def _rate_is_assumed(ledger: Ledger, draft: Draft) -> bool:
    """Of work and of items priced by the hour; a percentage of assumed amounts is no firmer than they are."""
    if draft.work is not None:
        return draft.work.rate_is_assumed
    price, _ = price_on(draft.item, ledger.setting.day)
    return not isinstance(price, EffortPrice) or rates.is_assumed(ledger.setting, price.role)
