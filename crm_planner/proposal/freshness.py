"""Whether the prices of a proposal still hold: what is old, ended, about to change, or of unknown age."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from crm_planner.catalog.offer import Basis, Status
from crm_planner.estimate.discounts import granted
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.text import Message, Text, mark


class Period(NamedTuple):
    """The first and the last day of a proposal, and the day it is made or looked at."""

    begins: date
    ends: date
    today: date
    max_age: int
    """Days after which a price list counts as old."""


def doubts(ledger: Ledger, period: Period) -> tuple[Message, ...]:
    """Why the prices of one candidate may not hold while the proposal does; nothing where there is no doubt."""
    return (
        *_ended(period),
        *_price_list(ledger, period),
        *_offers(ledger, period),
        *_changes(ledger, period),
        *_discounts(ledger, period),
        *_exchange(ledger, period),
    )


def _ended(period: Period) -> Iterator[Message]:
    if period.ends < period.today:
        yield Message(mark("This proposal was valid until {day} and has ended"), {"day": period.ends})


def _from_price_list(ledger: Ledger) -> list[Draft]:
    """The lines whose price is the price list's: neither work by the hour nor an offer to this client."""
    drafts = (draft for draft in ledger.drafts.values() if draft.work is None and draft.status is Status.PRICED)
    return [draft for draft in drafts if draft.offer.basis is not Basis.QUOTED]


def _price_list(ledger: Ledger, period: Period) -> Iterator[Message]:
    """Of what day the price list is, if any line rests on it."""
    catalog = ledger.candidate.catalog
    if not _from_price_list(ledger):
        return
    if catalog.prices_as_of is None:
        said = mark("The age of the prices of {product} is not known; they must be confirmed before an order")
        yield Message(said, {"product": catalog.product})
    elif period.begins - catalog.prices_as_of > timedelta(period.max_age):
        values = {"product": catalog.product, "day": catalog.prices_as_of}
        yield Message(mark("The prices of {product} are of {day}; they must be confirmed before an order"), values)


def _offers(ledger: Ledger, period: Period) -> Iterator[Message]:
    """Offers of the vendor to this client that end before the proposal does."""
    for draft in ledger.drafts.values():
        found = ledger.setting.quoted(ledger.candidate, draft.item.id)
        until = found[1].valid_until if found else None
        if until is not None and until < period.ends:
            values = {"item": _named(draft), "day": until}
            yield Message(mark("The vendor's offer for {item} is valid until {day} only"), values)


def _changes(ledger: Ledger, period: Period) -> Iterator[Message]:
    """Prices that are announced to change before the proposal ends."""
    for draft in _from_price_list(ledger):
        later = [one.from_ for one in draft.item.prices or () if ledger.setting.day < one.from_ <= period.ends]
        if later:
            values = {"item": _named(draft), "day": min(later)}
            yield Message(mark("The price of {item} changes on {day}"), values)


def _discounts(ledger: Ledger, period: Period) -> Iterator[Message]:
    """Published discounts that end before the proposal does."""
    until = {one.id: one.until for one in ledger.candidate.catalog.discounts}
    for one in granted(ledger):
        end = until.get(one.id) if one.of_vendor else None
        if end is not None and end < period.ends and any(one.covers(draft) for draft in ledger.drafts.values()):
            yield Message(mark("The discount {discount} is given until {day} only"), {"discount": one.said, "day": end})


def _exchange(ledger: Ledger, period: Period) -> Iterator[Message]:
    """Foreign prices at a rate of exchange of some day: it is another one on the day of payment."""
    exchange = ledger.setting.brief.exchange
    if ledger.is_foreign and exchange is not None and period.begins - exchange.as_of > timedelta(period.max_age):
        values = {"currency": Text.plain(ledger.candidate.catalog.currency), "day": exchange.as_of}
        yield Message(mark("The rate of exchange of {currency} is of {day}"), values)


def _named(draft: Draft) -> object:
    return Text.plain(draft.called) if isinstance(draft.called, str) else draft.called
