"""Licences owned and added: what those the client has do to a price, and what more of them cost in a later year.

`remainder` prices only what is bought now, `difference` takes the list price of what one has from that of all,
`ignore` prices everything anew; the same holds for seats added as the number of users grows.
"""

from decimal import Decimal

from crm_planner.catalog.model import AnyPrice, Item, price_on
from crm_planner.catalog.offer import Basis, Offer, Status, Terms
from crm_planner.catalog.vocabulary import DEFAULT_QUANTITY
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.seats import Seats, is_licences, moves, so_far
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Choose, Expression, Maximum, Number, Subtract
from crm_planner.formula.units import COUNT, money
from crm_planner.text import Message, mark

_NONE = Number(Decimal(0), COUNT)


def how_owned_counts(ledger: Ledger, item: Item) -> str:
    """What has been bought does to the price of more: what the item says; of licences without a word, remainder."""
    return item.owned or ("remainder" if item.category == "licence" else "ignore")


def _owned(ledger: Ledger, item: Item) -> Decimal:
    """What the client owned before of what the item counts: licences lessen neither servers nor contacts."""
    counts = item.category == "licence" and is_licences(ledger, item.quantity or DEFAULT_QUANTITY[item.category])
    mode = item.owned or ("remainder" if counts else "ignore")
    return Decimal(0) if mode == "ignore" else ledger.setting.owned(ledger.candidate)


def plain_terms(ledger: Ledger, item: Item, seats: Seats) -> Terms:
    """What a price needs to know that follows from nothing else in the estimate."""
    rounding, currency = ledger.candidate.catalog.rounding, ledger.candidate.catalog.currency
    named = item.quantity is not None
    return Terms(
        currency,
        ledger.step,
        rounding.mode,
        seats.quantity,
        seats.at,
        named,
        bases=lambda _reference: (),
        rate=lambda _role: None,
        most=ledger.setting.most,
    )


def less_owned(ledger: Ledger, item: Item, price: AnyPrice, terms: Terms) -> Offer:
    """What licences the client already has do to a price: the remainder's price, the difference, or nothing."""
    owned = _owned(ledger, item)
    if not owned:
        return price.offer(terms)
    has = Number(owned, COUNT)
    if how_owned_counts(ledger, item) == "remainder":
        remainder = Maximum((Subtract(terms.quantity, has), _NONE))
        offer = price.offer(terms._replace(quantity=remainder, at=max(terms.at - owned, Decimal(0))))
        return offer if offer.formula is None or offer.billed is not None else offer._replace(billed=remainder)
    offer = _difference(price, terms, Seats(has, owned))
    if offer.formula is None:
        return offer
    rule = Message(
        mark("{whole}, less the list amount of {owned} already owned"), {"whole": offer.rule, "owned": owned}
    )
    return offer._replace(rule=rule)


def added(ledger: Ledger, item: Item, price: AnyPrice, terms: Terms, name: str, year: int) -> Offer:
    """What is bought in `year` on top of what was there before; nothing where nothing is needed."""
    owned, before = _owned(ledger, item), so_far(ledger, name, year - 1)
    has = Seats(Maximum((before.quantity, Number(owned, COUNT))), max(before.at, owned)) if owned else before
    more = Subtract(terms.quantity, has.quantity)
    at = terms.at - has.at
    nothing = Number(Decimal(0), money(terms.currency))
    if at <= 0:
        return Offer(Status.PRICED, None, nothing, Message(mark("Nothing more is needed")))
    if how_owned_counts(ledger, item) == "difference":
        offer = _difference(price, terms, has)
        wording = mark("{whole}, less the list amount of {owned} bought before")
        rule = Message(wording, {"whole": offer.rule, "owned": has.at})
        return offer if offer.formula is None else offer._replace(rule=rule)
    offer = price.offer(terms._replace(quantity=more, at=at))
    return offer if offer.formula is None else offer._replace(formula=Choose(more, _NONE, nothing, offer.formula))


def _difference(price: AnyPrice, terms: Terms, has: Seats) -> Offer:
    """The list amount of all less that of what one has, not below 0."""
    whole, part = price.offer(terms), price.offer(terms._replace(quantity=has.quantity, at=has.at))
    if whole.formula is None or part.formula is None:
        return whole if whole.formula is None else part
    nothing: Expression = Number(Decimal(0), money(terms.currency))
    return whole._replace(formula=Maximum((Subtract(whole.formula, part.formula), nothing)))


def list_of_all(ledger: Ledger, draft: Draft, year: int) -> Offer | None:
    """The list price of all a client has of a line in `year`, owned before or bought since; None if that is its charge.

    None too for an actual offer, for what is charged anew each year, and for what follows from other lines: their
    list price is the charge.
    """
    item, name = draft.item, draft.quantity
    price, _ = price_on(item, ledger.setting.day)
    if draft.charge is None or draft.offer.basis is Basis.QUOTED or name is None or item.charge != "once":
        return None
    owned = _owned(ledger, item)
    unmoved = how_owned_counts(ledger, item) == "ignore" or not (owned or moves(ledger, name))
    if unmoved or price is None or price.kind in ("percent", "effort"):
        return None
    needed = so_far(ledger, name, year)
    has = Maximum((needed.quantity, Number(owned, COUNT))) if owned else needed.quantity
    offer = price.offer(plain_terms(ledger, item, Seats(has, max(needed.at, owned))))
    if offer.formula is None:
        return offer
    label = Message(mark("{item}: list price of all in year {year}"), {"item": draft.called, "year": year})
    name = ledger.name(item, "list-of-all", f"year{year}")
    whole = ledger.once(Cell(name, offer.formula, ledger.unit, label, offer.rule, ledger.places(draft)))
    return offer._replace(formula=whole)
