"""From items to lines: the list amount of one charge period, in each year that has one of its own, less what is owned.

The order of calculation is the contract's: list amount, owned, discounts, periods in the year, indexation,
currency. Each step writes cells; what it changes is said in their labels.
"""

from decimal import Decimal

from crm_planner.catalog.derived import PercentPrice
from crm_planner.catalog.model import AnyPrice, Item, price_on
from crm_planner.catalog.offer import Basis, Offer, Status, Terms
from crm_planner.catalog.vocabulary import DEFAULT_QUANTITY
from crm_planner.estimate.bases import bases, referred
from crm_planner.estimate.discounts import Granted, take_percents_off
from crm_planner.estimate.ledger import Charge, Draft, Ledger
from crm_planner.estimate.purchases import added, how_owned_counts, less_owned, plain_terms
from crm_planner.estimate.rates import hourly
from crm_planner.estimate.sale import sell
from crm_planner.estimate.seats import Seats, counted, moves
from crm_planner.estimate.selection import Selected
from crm_planner.estimate.setting import quantity_name
from crm_planner.estimate.support import covered_by, is_contained, is_due
from crm_planner.formula.expression import Choose, Expression, Number, Ref, total
from crm_planner.formula.model import evaluation_order
from crm_planner.formula.units import COUNT
from crm_planner.place import Path
from crm_planner.text import Message, mark

_WHATEVER_THE_QUANTITY = ("flat", "percent", "included", "not_offered", "on_request")
"""The kinds of price that count nothing: a quantity the brief does not give takes nothing from them."""


def offer_lines(ledger: Ledger, discounts: tuple[Granted, ...]) -> None:
    """Ask every chosen item for its price less percent discounts, and set the price it is sold at.

    Percentages come after what they are percentages of.
    """
    by_id = {one.item.id: one for one in ledger.chosen}
    order, _ = evaluation_order({name: _needs(one, ledger) for name, one in by_id.items()})
    for name in order:
        draft = _draft(ledger, by_id[name])
        take_percents_off(ledger, draft, discounts)
        sell(ledger, draft)
    ledger.drafts = {one.item.id: ledger.drafts[one.item.id] for one in ledger.chosen}


def _needs(one: Selected, ledger: Ledger) -> set[str]:
    prices = (price for price, _ in _prices(ledger, one).values())
    names = {name for price in prices if isinstance(price, PercentPrice) for name in price.of}
    return {other.item.id for name in names for other in referred(ledger, name, one.item)}


def _prices(ledger: Ledger, selected: Selected) -> dict[int, tuple[AnyPrice | None, Path]]:
    """The price of a line by the year it holds from, and its path in the item: one, unless support is bought again."""
    item = selected.item
    if selected.again is None:
        return {1: price_on(item, ledger.setting.day)}
    terms = {year: path for year, path in selected.again.prices.items() if len(path) > 1}
    return {year: (item.reentry[int(path[1])].price, path) for year, path in terms.items()}


def _draft(ledger: Ledger, selected: Selected) -> Draft:
    """The line of one item: its offer, and the cells of its list amounts if it has a price."""
    item = selected.item
    quoted = ledger.setting.quoted(ledger.candidate, item.id)
    if quoted:
        draft = _quoted(ledger, selected, quoted[0])
    elif selected.gap:
        path: Path = ("requires",) if selected.again is None else next(iter(selected.again.prices.values()))
        draft = Draft(selected, Offer(Status.ON_REQUEST, reason=selected.gap), (path,))
    elif selected.again is None and is_contained(ledger, item):
        draft = Draft(
            selected, Offer(Status.INCLUDED, rule=covered_by(ledger, item)), (price_on(item, ledger.setting.day)[1],)
        )
    else:
        draft = _priced(ledger, selected)
    ledger.drafts[item.id] = draft
    if not draft.status.is_gap:
        _write_charges(ledger, draft)
    return draft


def _write_charges(ledger: Ledger, draft: Draft) -> None:
    """A cell for the list amount of each year with a charge of its own."""
    unit = ledger.shown if draft.offer.basis is Basis.QUOTED else ledger.unit
    places, name = ledger.places(draft), ledger.name(draft.item, "list")
    for year, offer in draft.offers.items():
        if offer.formula is None:
            continue
        if draft.charge is None:
            label = Message(mark("{item}: list amount of one charge period"), {"item": draft.called})
            cell = ledger.write(name, offer.formula, unit, label, offer.rule, places)
            draft.charge = Charge(cell, cell, cell)
        else:
            label = Message(
                mark("{item}: list amount of what is charged in year {year}"), {"item": draft.called, "year": year}
            )
            cell = ledger.write(f"{name}.year{year}", offer.formula, unit, label, offer.rule, places)
            draft.later[year] = Charge(cell, cell, cell)
    if draft.offer.billed is not None and draft.offer.billed != _quantity_ref(ledger, draft):
        label = Message(mark("{item}: units billed"), {"item": draft.called})
        draft.billed = ledger.write(ledger.name(draft.item, "billed"), draft.offer.billed, COUNT, label)


def _quantity_ref(ledger: Ledger, draft: Draft) -> Ref | None:
    return Ref(quantity_name(ledger.candidate, draft.quantity)) if draft.quantity else None


def _quoted(ledger: Ledger, selected: Selected, number: int) -> Draft:
    """A vendor's actual offer, in the brief's currency, in place of the catalog's line."""
    quote = ledger.setting.brief.quoted[number]
    rule = Message(mark("Offered by the vendor: {source}"), {"source": quote.source})
    offer = Offer(Status.PRICED, Basis.QUOTED, Number(quote.amount, ledger.shown), rule)
    place = ledger.setting.place("quoted", number, "amount")
    return Draft(selected, offer, (), offers={1: offer}, origin=place, cited=quote.source)


def _priced(ledger: Ledger, selected: Selected) -> Draft:
    """What the price list says of an item, year by year where that differs."""
    item = selected.item
    prices = _prices(ledger, selected)
    price, path = next(iter(prices.values()))
    if price is None:
        reason = Message(mark("no price holds on {day}"), {"day": ledger.setting.day})
        return Draft(selected, Offer(Status.ON_REQUEST, reason=reason), (path,))
    name = item.quantity or DEFAULT_QUANTITY.get(item.category)
    known = name is None or name in ledger.quantities
    if not known and all(one is None or one.kind in _WHATEVER_THE_QUANTITY for one, _ in prices.values()):
        name = None
    elif not known:
        reason = Message(mark("the brief does not say how many {name}"), {"name": name})
        return Draft(selected, Offer(Status.ON_REQUEST, reason=reason), (path,))
    years = _years_with_a_price(ledger, selected, price, name)
    offers: dict[int, Offer] = {}
    figures: dict[Path, None] = {}
    for year in years:
        one, at = prices.get(year, (price, path))
        if one is not None:  # always: only the first can be missing
            offers[year] = _offer(ledger, item, one, name, year, extra=bool(offers) and _adds(selected))
            figures |= dict.fromkeys((*at, *figure) for figure in offers[year].figures)
    offer = _together(offers, free=covered_by(ledger, item))
    if ledger.candidate.in_use is not None and not offer.status.is_gap:
        offer = offer._replace(basis=Basis.STATED)
    return Draft(selected, offer, tuple(figures) or (path,), name, offers)


def _adds(selected: Selected) -> bool:
    """Whether what is charged in later years comes on top of what was bought before."""
    return selected.item.charge == "once" and selected.item.every is None and selected.again is None


def _years_with_a_price(ledger: Ledger, selected: Selected, price: AnyPrice, name: str | None) -> tuple[int, ...]:
    """The years in which an item has a charge of its own: the first alone, unless what it counts moves."""
    item, years = selected.item, ledger.setting.years
    if selected.again is not None:
        return tuple(selected.again.prices)
    if not _varies(ledger, item, price, name):
        return (1,)
    first = min(item.from_year, years[-1])
    if _adds(selected):
        return (first, *(range(first + 1, years[-1] + 1) if how_owned_counts(ledger, item) != "ignore" else ()))
    if item.charge == "once":
        return tuple(year for year in years if is_due(ledger, item, year)) or (first,)
    return tuple(range(first, years[-1] + 1))


def _varies(ledger: Ledger, item: Item, price: AnyPrice, name: str | None) -> bool:
    if isinstance(price, PercentPrice):
        of = [ledger.drafts.get(one.item.id) for reference in price.of for one in referred(ledger, reference, item)]
        return any(draft is not None and draft.later for draft in of)
    return price.kind not in _WHATEVER_THE_QUANTITY and moves(ledger, name)


def _offer(ledger: Ledger, item: Item, price: AnyPrice, name: str | None, year: int, *, extra: bool) -> Offer:
    """What an item costs in a year; `extra`: only what comes on top of what was bought before."""
    seats = Seats(Number(Decimal(1), COUNT), Decimal(1)) if name is None else counted(ledger, item, name, year)
    terms = _terms(ledger, item, price, seats, year, extra=extra)
    if extra and isinstance(price, PercentPrice):
        return _of_what_is_added(ledger, price, terms)
    if extra and name is not None:
        return added(ledger, item, price, terms, name, year)
    return less_owned(ledger, item, price, terms)


def _of_what_is_added(ledger: Ledger, price: PercentPrice, terms: Terms) -> Offer:
    """A percentage of what other lines add in a year; nothing, not even a minimum, where they add nothing."""
    offer = price.offer(terms)
    if offer.formula is None:
        return offer
    new = [base.list_amount for reference in price.of for base in terms.bases(reference) if base.list_amount]
    nothing = Number(Decimal(0), ledger.unit)
    return offer._replace(formula=Choose(total(new, ledger.unit), nothing, nothing, offer.formula))


def _terms(ledger: Ledger, item: Item, price: AnyPrice, seats: Seats, year: int, *, extra: bool) -> Terms:
    return plain_terms(ledger, item, seats)._replace(
        bases=lambda reference: bases(ledger, item, price, reference, year, extra=extra),
        rate=lambda role: hourly(ledger, role, ledger.candidate.catalog.currency),
        share=lambda percent: _share(ledger, item, percent),
    )


def _share(ledger: Ledger, item: Item, percent: Decimal) -> Expression:
    """The rate of a percentage, under the name of its line."""
    label = Message(mark("{item}"), {"item": item.called})
    return ledger.share(ledger.name(item, "rate"), percent, label, ledger.candidate.place("items"))


_FIRMNESS = (None, Basis.PUBLISHED, Basis.COMPUTED, Basis.EXTRAPOLATED, Basis.ASSUMED)
"""From firm to weak: several years are no firmer than the weakest of them."""


def _together(offers: dict[int, Offer], free: Message | None) -> Offer:
    """What a price says over the years: the usual offer, unless a later year has no price or a weaker one."""
    usual, *others = offers.values()
    if usual.status.is_gap:
        return usual
    for year, offer in list(offers.items())[1:]:
        if offer.status.is_gap:
            reason = Message(mark("year {year}: {reason}"), {"year": year, "reason": offer.reason})
            return offer._replace(reason=reason)
    weakest = max((usual.basis, *(one.basis for one in others)), key=_FIRMNESS.index)
    return usual._replace(basis=weakest, rule=_both(usual.rule, free))


def _both(rule: Message | None, free: Message | None) -> Message | None:
    if rule is None or free is None:
        return rule or free
    return Message(mark("{rule}. {remark}"), {"rule": rule, "remark": free})
