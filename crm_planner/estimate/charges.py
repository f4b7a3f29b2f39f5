"""From items to lines: the list amount of one charge period, what is owned already, and the amount of each year.

The order of calculation is the contract's: list amount, owned, discounts, periods in the year, indexation,
currency. Each step writes cells; what it changes is said in their labels.
"""

from decimal import Decimal
from graphlib import TopologicalSorter

from crm_planner.catalog.derived import PercentPrice
from crm_planner.catalog.model import AnyPrice, Item, price_on
from crm_planner.catalog.offer import Base, Basis, Offer, Status, Terms
from crm_planner.catalog.vocabulary import DEFAULT_QUANTITY, PERIODS_A_YEAR
from crm_planner.estimate.discounts import Granted, take_percents_off
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.selection import Selected
from crm_planner.estimate.setting import quantity_name
from crm_planner.formula.cell import Input
from crm_planner.formula.expression import Expression, Maximum, Number, Ref, Round, Subtract, power
from crm_planner.formula.units import COUNT, HOURS, RATIO, money
from crm_planner.money import RoundingMode
from crm_planner.text import Message, mark

_WHATEVER_THE_QUANTITY = ("flat", "percent", "included", "not_offered", "on_request")
"""The kinds of price that count nothing: a quantity the brief does not give takes nothing from them."""


def offer_lines(ledger: Ledger, chosen: tuple[Selected, ...], discounts: tuple[Granted, ...]) -> None:
    """Ask every chosen item for its price less percent discounts, percentages after what they are percentages of."""
    by_id = {one.item.id: one for one in chosen}
    order = TopologicalSorter({name: _needs(one, chosen, ledger) for name, one in by_id.items()}).static_order()
    for name in order:
        if name in by_id:
            take_percents_off(ledger, _draft(ledger, by_id[name]), discounts)
    ledger.drafts = {one.item.id: ledger.drafts[one.item.id] for one in chosen}


def _needs(one: Selected, chosen: tuple[Selected, ...], ledger: Ledger) -> set[str]:
    price, _ = price_on(one.item, ledger.setting.day)
    if not isinstance(price, PercentPrice):
        return set()
    return {other.item.id for name in price.of for other in _referred(ledger, name, one.item, chosen)}


def _referred(ledger: Ledger, name: str, item: Item, chosen: tuple[Selected, ...]) -> list[Selected]:
    """The chosen items an id of the edition, else a category, refers to, but never the referring item."""
    named = any(other.id == name for other in ledger.candidate.edition.items)
    others = [other for other in chosen if other.item.id != item.id]
    return [other for other in others if name == (other.item.id if named else other.item.category)]


def _draft(ledger: Ledger, selected: Selected) -> Draft:
    """The line of one item: its offer, and the cell of its list amount if it has a price."""
    item = selected.item
    quoted = ledger.setting.quoted(ledger.candidate, item.id)
    if quoted:
        draft = _quoted(ledger, selected, quoted[0])
    elif selected.gap:
        draft = Draft(selected, Offer(Status.ON_REQUEST, reason=selected.gap), (("requires",),))
    else:
        draft = _priced(ledger, selected)
    ledger.drafts[item.id] = draft
    if draft.offer.formula is not None:
        label = Message(mark("{item}: list amount of one charge period"), {"item": item.called})
        unit = ledger.shown if quoted else ledger.unit
        draft.charge = ledger.write(
            ledger.name(item, "list"), draft.offer.formula, unit, label, draft.offer.rule, ledger.places(draft)
        )
        draft.net = draft.charge
    if draft.offer.billed is not None and draft.offer.billed != _quantity_ref(ledger, draft):
        label = Message(mark("{item}: units billed"), {"item": item.called})
        draft.billed = ledger.write(ledger.name(item, "billed"), draft.offer.billed, COUNT, label)
    return draft


def _quantity_ref(ledger: Ledger, draft: Draft) -> Ref | None:
    return Ref(quantity_name(ledger.candidate, draft.quantity)) if draft.quantity else None


def _quoted(ledger: Ledger, selected: Selected, number: int) -> Draft:
    """A vendor's actual offer, in the brief's currency, in place of the catalog's line."""
    quote = ledger.setting.brief.quoted[number]
    rule = Message(mark("Offered by the vendor: {source}"), {"source": quote.source})
    offer = Offer(Status.PRICED, Basis.QUOTED, Number(quote.amount, ledger.shown), rule)
    return Draft(selected, offer, (), origin=ledger.setting.place("quoted", number, "amount"), cited=quote.source)


def _priced(ledger: Ledger, selected: Selected) -> Draft:
    item = selected.item
    price, path = price_on(item, ledger.setting.day)
    if price is None:
        reason = Message(mark("no price holds on {day}"), {"day": ledger.setting.day})
        return Draft(selected, Offer(Status.ON_REQUEST, reason=reason), (path,))
    name = item.quantity or DEFAULT_QUANTITY.get(item.category)
    at = ledger.quantities.get(name) if name else Decimal(1)
    if at is None and price.kind in _WHATEVER_THE_QUANTITY:
        name, at = None, Decimal(1)
    if at is None:
        reason = Message(mark("the brief does not say how many {name}"), {"name": name})
        return Draft(selected, Offer(Status.ON_REQUEST, reason=reason), (path,))
    offer = _with_owned(ledger, item, price, _terms(ledger, item, name, at))
    figures = tuple((*path, *figure) for figure in offer.figures) or (path,)
    return Draft(selected, offer, figures, quantity=name)


def _terms(ledger: Ledger, item: Item, name: str | None, at: Decimal) -> Terms:
    catalog = ledger.candidate.catalog
    quantity: Expression = Number(Decimal(1), COUNT)
    if name is not None:
        quantity = ledger.once(ledger.setting.quantity_cell(ledger.candidate, name, at))
    named = item.quantity is not None
    return Terms(
        catalog.currency,
        ledger.step,
        catalog.rounding.mode,
        quantity,
        at,
        named,
        lambda reference: _bases(ledger, item, reference),
        lambda role: _rate(ledger, role),
        lambda percent: _share(ledger, item, percent),
        ledger.setting.most,
    )


def _share(ledger: Ledger, item: Item, percent: Decimal) -> Expression:
    """The rate of a percentage, under the name of its line."""
    label = Message(mark("{item}"), {"item": item.called})
    return ledger.share(ledger.name(item, "rate"), percent, label, ledger.candidate.place("items"))


def _bases(ledger: Ledger, item: Item, reference: str) -> tuple[Base, ...]:
    """One year's charge of the lines a percentage refers to, before and after discounts."""
    known = tuple(draft.selected for draft in ledger.drafts.values())
    found = []
    for other in _referred(ledger, reference, item, known):
        draft = ledger.drafts[other.item.id]
        before, after = (_a_year(ledger, draft, part) for part in (draft.charge, draft.net))
        found.append(Base(other.item.id, draft.status, draft.offer.basis, before, after))
    return tuple(found)


def _a_year(ledger: Ledger, draft: Draft, charge: Ref | None) -> Expression | None:
    """One year's charge in the catalog's currency; an offer is in the brief's."""
    if charge is None:
        return None
    periods, foreign = PERIODS_A_YEAR[draft.item.charge], draft.offer.basis is Basis.QUOTED and ledger.is_foreign
    amount = charge / ledger.exchange() if foreign else charge
    return amount if periods == 1 else amount * periods


def _rate(ledger: Ledger, role: str) -> Expression | None:
    """The price of an hour of a role from the playbook, in the catalog's currency; None where nobody set one."""
    rate = ledger.setting.playbook.rates.get(role)
    if (
        rate is None
        or rate.amount is None
        or (rate.currency or ledger.setting.currency) != ledger.candidate.catalog.currency
    ):
        return None
    name = f"{ledger.candidate.id}/rate/{role}"
    label = Message(mark("{role}: price of an hour"), {"role": rate.name})
    source = ledger.setting.knowledge.source.place(("rates", role, "amount"))
    return ledger.once(Input(name, rate.amount, ledger.unit / HOURS, label=label, source=source))


def _with_owned(ledger: Ledger, item: Item, price: AnyPrice, terms: Terms) -> Offer:
    """What licences the client already has do to a price: the remainder's price, the difference, or nothing."""
    owned = ledger.setting.owned(ledger.candidate)
    licences = item.category == "licence" and _counts_licences(ledger, item)
    mode = item.owned or ("remainder" if licences else "ignore")
    if not owned or mode == "ignore":
        return price.offer(terms)
    has = Number(owned, COUNT)
    left = max(terms.at - owned, Decimal(0))
    if mode == "remainder":
        remainder = Maximum((Subtract(terms.quantity, has), Number(Decimal(0), COUNT)))
        offer = price.offer(terms._replace(quantity=remainder, at=left))
        return offer if offer.formula is None or offer.billed is not None else offer._replace(billed=remainder)
    whole, part = price.offer(terms), price.offer(terms._replace(quantity=has, at=owned))
    if whole.formula is None or part.formula is None:
        return whole if whole.formula is None else part
    rule = Message(
        mark("{whole}, less the list amount of {owned} already owned"), {"whole": whole.rule, "owned": owned}
    )
    nothing = Number(Decimal(0), money(terms.currency))
    return whole._replace(formula=Maximum((Subtract(whole.formula, part.formula), nothing)), rule=rule)


def _counts_licences(ledger: Ledger, item: Item) -> bool:
    """Whether an item is counted in what the client owns: licences lessen neither servers nor contacts."""
    name = item.quantity or DEFAULT_QUANTITY[item.category]
    same = {"named_user": "users", "server": "servers"}.get(ledger.candidate.edition.licence_metric)
    return name in ("licences", same)


def spread_over_years(ledger: Ledger) -> None:
    """The amount of each year in the brief's currency: periods, indexation, exchange."""
    for draft in ledger.drafts.values():
        if draft.net is not None and draft.charge is not None:
            draft.years = [_in_year(ledger, draft, draft.net, year) for year in ledger.setting.years]
            draft.listed = [_in_year(ledger, draft, draft.charge, year) for year in ledger.setting.years]


def _in_year(ledger: Ledger, draft: Draft, net: Ref, year: int) -> Expression:
    item = draft.item
    due = year == item.from_year if item.charge == "once" else year >= item.from_year
    if not due:
        return Number(Decimal(0), ledger.shown)
    amount: Expression = net
    converted = ledger.is_foreign and draft.offer.basis is not Basis.QUOTED
    if (periods := PERIODS_A_YEAR[item.charge]) > 1:
        amount = amount * periods
    if item.indexation and year > 1:
        step = ledger.step if converted or not ledger.is_foreign else ledger.setting.cent
        growth = power(Number(1 + item.indexation / 100, RATIO), year - 1)
        amount = Round(amount * growth, step, ledger.candidate.catalog.rounding.mode)
    if converted:
        amount = Round(amount * ledger.exchange(), ledger.setting.cent, RoundingMode.HALF_UP)
    return amount
