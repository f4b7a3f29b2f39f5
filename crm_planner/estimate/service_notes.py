"""What a reader must know of work priced by the hour: who sells it, what it stands in for, what was taken as usual."""

from collections.abc import Iterator, Sequence

from crm_planner.catalog.offer import Status
from crm_planner.estimate.gaps import gap_name, missing, rule_of
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.lines import Note
from crm_planner.estimate.numbers import numbers
from crm_planner.estimate.rates import way_of_taxing
from crm_planner.estimate.services import is_untaxed, ways_of_taxing_hours
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.tax import view
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
    yield from _cannot_be_shown(ledger)


def work_notes(setting: Setting, ledgers: Sequence[Ledger]) -> Iterator[Note]:
    """What is true of the work of all candidates: usual numbers, tax in the rates, and what was not asked for."""
    yield from _usual_numbers(setting, ledgers)
    yield from _tax(ledgers)
    if any(draft.work is not None for ledger in ledgers for draft in ledger.drafts.values()):
        yield from _not_asked_for(ledgers)


def _cannot_be_shown(ledger: Ledger) -> Iterator[Note]:
    """Gaps the rate card would fill, had it a price with tax or without it as the amounts beside it are."""
    setting = ledger.setting
    if rule_of(setting) != "rate_card" or view(ledger) == "published":
        return
    why = mark("nobody knows how their price is taxed")
    if setting.brief.client.country is None:
        why = mark("without the country of the client nobody knows the rate of tax on their price")
    for category in missing(ledger):
        if is_untaxed(ledger, category):
            values = {"product": ledger.candidate.catalog.product, "category": category, "why": Message(why)}
            text = mark("{product}: hours of {category} fill no gap, because {why}")
            yield Note(f"{ledger.id}/no-hours/{category}", Message(text, values), place=setting.place("client"))


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
    counted: dict[str, set[str]] = {}
    for ledger in ledgers:
        for cell in ledger.cells:
            counted.setdefault(cell.name, set()).add(ledger.id)
    for name, number in numbers(setting).items():
        if number.is_assumed and number.driver is not None and f"number/{name}" in counted:
            said = mark("The brief does not say how many {name}; {number} assumed")
            text = Message(said, {"name": number.driver.name, "number": number.value})
            place = setting.knowledge.source.place(number.path)
            of = frozenset(counted[f"number/{name}"])
            yield Note(f"number/{name}", text, number.driver.source, place, of)


def _tax(ledgers: Sequence[Ledger]) -> Iterator[Note]:
    """Whether prices of an hour contain tax, of the candidates whose amounts are as published."""
    wordings = {
        "excluded": mark("Work by the hour: {tax} comes on top of the prices shown"),
        "included": mark("Work by the hour: the prices contain {tax}"),
        "unknown": mark("Work by the hour: whether the prices contain {tax} is unknown"),
    }
    found: dict[str, set[str]] = {}
    for ledger in (one for one in ledgers if view(one) == "published"):
        work = [draft for draft in ledger.drafts.values() if draft.work is not None and draft.status is Status.PRICED]
        ways = {way_of_taxing(ledger.setting, draft.work.role) for draft in work if draft.work}
        for way in ways.union(*(ways_of_taxing_hours(ledger, category) for category in _filled_by_hours(ledger))):
            found.setdefault(way, set()).add(ledger.id)
    for treatment, wording in wordings.items():
        if treatment in found:
            text = Message(wording, {"tax": ledgers[0].setting.tax_name})
            yield Note(f"work/tax/{treatment}", text, of=frozenset(found[treatment]))


def _filled_by_hours(ledger: Ledger) -> Iterator[str]:
    """The categories without a price that hours of the playbook fill like for like."""
    written = {cell.name for cell in ledger.cells} if rule_of(ledger.setting) == "rate_card" else set()
    return (category for category in missing(ledger) if gap_name(ledger, category, "likely") in written)


def _not_asked_for(ledgers: Sequence[Ledger]) -> Iterator[Note]:
    """Work that could be switched on, of categories a candidate says nothing of."""
    silent = {ledger.id: tuple(_silent_about(ledger)) for ledger in ledgers if not ledger.candidate.in_use}
    if left := tuple(dict.fromkeys(category for several in silent.values() for category in several)):
        said = mark("Not in the totals unless the options of the brief ask for it: {categories}")
        of = frozenset(name for name, several in silent.items() if several)
        yield Note("left-out/optional-work", Message(said, {"categories": left}), of=of)
    for ledger in (one for one in ledgers if one.candidate.in_use):
        if left := tuple(dict.fromkeys(_silent_about(ledger))):
            said = mark("{product}: not in the totals unless the options of the brief ask for it: {categories}")
            values = {"product": ledger.candidate.catalog.product, "categories": left}
            yield Note(f"{ledger.id}/optional-work", Message(said, values), of=frozenset({ledger.id}))


def _silent_about(ledger: Ledger) -> Iterator[str]:
    """The categories of optional work a candidate has no line of."""
    listed, work = {draft.item.category for draft in ledger.drafts.values()}, Work(ledger)
    for piece in work.known:
        if piece.effort.category not in listed and piece.effort.serves == "price" and not work.is_on(piece):
            yield piece.effort.category
