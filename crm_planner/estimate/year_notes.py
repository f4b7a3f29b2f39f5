"""What must be said of the years: how the number of people grows, when support lapses, at which rates amounts are."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from crm_planner.catalog.offer import Basis, Status
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.lines import Note
from crm_planner.estimate.purchases import how_owned_counts
from crm_planner.estimate.seats import moves
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.support import lapsed, lapses
from crm_planner.text import Message, mark


def assumed_of_growth(setting: Setting, ledgers: Iterable[Ledger]) -> Iterator[str]:
    """The assumptions of the playbook that the later years rest on."""
    if not setting.grows:
        return
    if any(staff.peak.rule == "proportion" and staff.total != setting.users for staff in setting.staff):
        yield "peak-in-proportion"
    several = list(ledgers)
    if any(_is_never_reassigned(one) for one in several):
        yield "licences-not-reassigned"
    if any(_is_added_without_a_word(one) for one in several):
        yield "added-by-themselves"
    if any(_is_bought_once_for_all(one) for one in several):
        yield "services-of-the-first-year"


def _is_never_reassigned(ledger: Ledger) -> bool:
    """Whether it matters, and is not known, that a named licence can serve somebody else."""
    edition, staff = ledger.candidate.edition, ledger.setting.staff
    replaced = any(now.total < before.total + now.joined for before, now in pairwise(staff))
    unknown = edition.licence_metric == "named_user" and edition.reassignable is None
    return unknown and ledger.keeps and replaced


def _is_added_without_a_word(ledger: Ledger) -> bool:
    """Whether more is bought in a later year, and the price list does not say how that is priced."""
    added = (draft for draft in ledger.drafts.values() if draft.later and moves(ledger, draft.quantity))
    items = [draft.item for draft in added if draft.item.charge == "once"]
    return any(item.category == "licence" and item.owned is None for item in items)


def _is_bought_once_for_all(ledger: Ledger) -> bool:
    """Whether something counts people, and is bought for those of the first year only."""
    drafts = (
        draft for draft in ledger.drafts.values() if draft.status is Status.PRICED and draft.item.charge == "once"
    )
    counting = (draft for draft in drafts if draft.item.every is None and moves(ledger, draft.quantity))
    return any(how_owned_counts(ledger, draft.item) == "ignore" and not draft.later for draft in counting)


def notes_on_years(setting: Setting, ledgers: Iterable[Ledger]) -> Iterator[Note]:
    """What the amounts of several years rest on beside assumptions: rates of exchange, offers, lapses of support."""
    for ledger in ledgers:
        yield from _exchange(ledger)
        yield from _lapses(ledger)
        if setting.grows:
            yield from _offers(ledger)
    if setting.brief.discount_rate is not None and len(setting.years) > 1:
        wording = mark("Present value: the first year counts in full, each later one is divided by {factor} once more")
        factor = {"factor": 1 + setting.brief.discount_rate}
        yield Note("present-value", Message(wording, factor), place=setting.place("discount_rate"))


def _exchange(ledger: Ledger) -> Iterator[Note]:
    setting, currency = ledger.setting, ledger.candidate.catalog.currency
    if ledger.is_foreign and setting.brief.exchange is not None:
        values = {
            "currency": currency,
            "rate": setting.exchange_rate(currency),
            "shown": setting.currency,
            "day": setting.brief.exchange.as_of,
        }
        wording = mark("Rate of exchange of {day}: 1 {currency} = {rate} {shown}")
        yield Note(
            f"exchange/{currency}",
            Message(wording, values),
            place=setting.place("exchange", "rates", currency),
            of=frozenset({ledger.id}),
        )


def _lapses(ledger: Ledger) -> Iterator[Note]:
    years = sorted(lapsed(ledger.candidate, ledger.setting))
    concerned = [
        draft for draft in ledger.drafts.values() if lapses(draft.item) and draft.status is not Status.INCLUDED
    ]
    if years and concerned:
        values = {"product": ledger.candidate.catalog.product, "years": tuple(years)}
        wording = mark("{product}: support is not bought in year {years}")
        name, of = f"{ledger.id}/lapse", frozenset({ledger.id})
        yield Note(name, Message(wording, values), place=ledger.setting.place("lapses"), of=of)


def _offers(ledger: Ledger) -> Iterator[Note]:
    for draft in ledger.drafts.values():
        if draft.offer.basis is Basis.QUOTED:
            values = {"product": ledger.candidate.catalog.product, "item": draft.called}
            wording = mark("{product}: the offer for {item} is taken to hold for the users of every year")
            name = f"{ledger.candidate.id}/{draft.item.id}/offer-of-every-year"
            yield Note(name, Message(wording, values), draft.cited, draft.origin, frozenset({ledger.id}))
