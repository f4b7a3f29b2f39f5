"""What a reader must know of work priced by the hour: who sells it, what it stands in for, what was taken as usual."""

from collections.abc import Iterator, Sequence

from crm_planner.catalog.offer import Status
from crm_planner.estimate.gaps import missing, rule_of
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.lines import Note
from crm_planner.estimate.numbers import numbers
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.work import Work
from crm_planner.text import Message, mark


def own_work_notes(ledger: Ledger) -> Iterator[Note]:
    """What the price list of one candidate sells or lacks of the work the client needs."""
    about = {"product": ledger.candidate.catalog.product}
    for category in ledger.sold:
        said = mark("{product}: {category} is in the price list, so the hours of the playbook are not charged")
        yield Note(f"{ledger.candidate.id}/sold/{category}", Message(said, {"category": category, **about}))
    for draft in ledger.replaced:
        said = mark("{product}: the price list has no price for {item}; hours of the playbook stand in for it")
        text = Message(said, {"item": draft.item.called, **about})
        yield Note(f"{ledger.candidate.id}/in-place-of/{draft.item.id}", text, place=ledger.places(draft)[0])


def work_notes(setting: Setting, ledgers: Sequence[Ledger]) -> Iterator[Note]:
    """What is true of the work of all candidates: usual numbers, tax in the rates, and what was not asked for."""
    yield from _usual_numbers(setting, ledgers)
    drafts = [draft for ledger in ledgers for draft in ledger.drafts.values() if draft.work is not None]
    if drafts:
        yield from _tax(drafts)
        yield from _not_asked_for(ledgers)


def assumed_of_work(ledger: Ledger) -> Iterator[str]:
    """The assumptions of the playbook that work priced by the hour rests on."""
    priced = [draft for draft in ledger.drafts.values() if draft.work is not None and draft.status is Status.PRICED]
    by_rate_card = bool(missing(ledger)) and rule_of(ledger.setting) == "rate_card"
    if priced or by_rate_card:
        yield "template-hours"
    if by_rate_card or any(draft.work is not None and draft.work.rate_is_assumed for draft in priced):
        yield "rate-card"


def _usual_numbers(setting: Setting, ledgers: Sequence[Ledger]) -> Iterator[Note]:
    """Numbers the brief does not give and a figure rests on."""
    if not setting.playbook.drivers:
        return
    counted = {cell.name for ledger in ledgers for cell in ledger.cells}
    for name, number in numbers(setting).items():
        if number.is_assumed and number.driver is not None and f"number/{name}" in counted:
            said = mark("The brief does not say how many {name}; {number} assumed")
            text = Message(said, {"name": number.driver.name, "number": number.value})
            place = setting.knowledge.source.place(number.path)
            yield Note(f"number/{name}", text, number.driver.source, place)


def _tax(drafts: Sequence[Draft]) -> Iterator[Note]:
    wordings = {
        "excluded": mark("Work by the hour: VAT comes on top of the prices shown"),
        "included": mark("Work by the hour: the prices contain VAT"),
        "unknown": mark("Work by the hour: whether the prices contain VAT is unknown"),
    }
    found = {draft.item.tax.treatment for draft in drafts if draft.item.tax and draft.status is Status.PRICED}
    for treatment, wording in wordings.items():
        if treatment in found:
            yield Note(f"work/tax/{treatment}", Message(wording))


def _not_asked_for(ledgers: Sequence[Ledger]) -> Iterator[Note]:
    """Work that could be switched on, of categories a candidate says nothing of."""
    left = dict.fromkeys(category for ledger in ledgers for category in _silent_about(ledger))
    if left:
        said = mark("Not in the totals unless the options of the brief ask for it: {categories}")
        yield Note("left-out/optional-work", Message(said, {"categories": tuple(left)}))


def _silent_about(ledger: Ledger) -> Iterator[str]:
    """The categories of optional work a candidate has no line of."""
    listed, work = {draft.item.category for draft in ledger.drafts.values()}, Work(ledger)
    for piece in work.known:
        if piece.effort.category not in listed and piece.effort.serves == "price" and not work.is_on(piece):
            yield piece.effort.category
