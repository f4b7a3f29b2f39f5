"""What stands under every table of what was agreed with a vendor: its actual offers, and the discounts counted."""

from collections.abc import Iterator

from crm_planner.catalog.offer import Basis
from crm_planner.estimate.discounts import Granted, granted
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.lines import Note
from crm_planner.text import Message, mark


def offer_notes(ledger: Ledger) -> Iterator[Note]:
    """A line for each offer that stands in place of the catalog's price, and for each discount that is on some line."""
    yield from _quotes(ledger)
    yield from _discounts(ledger)


def _quotes(ledger: Ledger) -> Iterator[Note]:
    for draft in ledger.drafts.values():
        if draft.offer.basis is Basis.QUOTED:
            values = {"product": ledger.candidate.catalog.product, "item": draft.called, "source": draft.cited}
            text = Message(mark("{product}: {item} as the vendor offers it: {source}"), values)
            yield Note(f"{ledger.name(draft.item)}/quoted", text, place=draft.origin)


def _discounts(ledger: Ledger) -> Iterator[Note]:
    product, several = {"product": ledger.candidate.catalog.product}, False
    on_line: dict[str, int] = {}
    for one in granted(ledger):
        covered = [draft for draft in ledger.drafts.values() if one.covers(draft)]
        for draft in covered:
            on_line[draft.item.id] = on_line.get(draft.item.id, 0) + 1
            several |= on_line[draft.item.id] > 1
        if covered:
            yield Note(f"{ledger.candidate.id}/taken-off/{one.id}", _in_words(ledger, one, covered), place=one.place)
    if several and ledger.candidate.catalog.stacking == "best":
        text = Message(mark("{product}: of several discounts on one line only the largest counts"), product)
        yield Note(f"{ledger.candidate.id}/taken-off", text)


def _in_words(ledger: Ledger, one: Granted, covered: list[Draft]) -> Message:
    values = {"product": ledger.candidate.catalog.product, "reason": one.said, "percent": one.percent}
    values |= {"amount": one.amount, "items": tuple(draft.called for draft in covered)}
    if one.percent is None:
        return Message(mark("{product}: {amount} is taken off {items}: {reason}"), values)
    return Message(mark("{product}: {percent} % is taken off {items}: {reason}"), values)
