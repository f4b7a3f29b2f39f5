"""Support over the years: when it is not bought, what buying it again costs, and what it makes free of charge."""

from collections.abc import Iterator, Sequence

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import Item, Reentry, price_on
from crm_planner.catalog.vocabulary import REENTRY
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.selection import Again, Selected
from crm_planner.estimate.setting import Setting
from crm_planner.place import Path
from crm_planner.text import Message, mark


def lapsed(candidate: Candidate, setting: Setting) -> frozenset[int]:
    """The years of the horizon in which the client does not buy support of this candidate.

    What it has already goes on costing what it costs, unless the brief names it.
    """
    named = [one for one in setting.brief.lapses if one.candidate and candidate.answers_to(one.candidate)]
    of_all = [one for one in setting.brief.lapses if one.candidate is None and candidate.in_use is None]
    meant = (*named, *of_all)
    return frozenset(year for one in meant for year in one.years) & frozenset(setting.years)


def lapses(item: Item) -> bool:
    """Whether an item is one that can be left out for a year: support that is charged again and again."""
    return item.category == "support" and item.charge != "once"


def with_reentries(ledger: Ledger, chosen: Sequence[Selected]) -> tuple[Selected, ...]:
    """The chosen items, each support that lapses followed by a line for buying it again."""
    without = lapsed(ledger.candidate, ledger.setting)
    return tuple(line for one in chosen for line in (one, *(_again(ledger, one, without) if without else ())))


def _again(ledger: Ledger, selected: Selected, without: frozenset[int]) -> Iterator[Selected]:
    item = selected.item
    price, _ = price_on(item, ledger.setting.day)
    if selected.gap or not lapses(item) or price is None or price.kind in ("included", "not_offered"):
        return
    missed = dict(_returns(item, ledger.setting.years, without))
    if not missed:
        return
    name = Message(mark("{item}: bought again after a lapse"), {"item": item.called})
    found = {year: _term(item, number) for year, number in missed.items()}
    paths: dict[int, Path] = {
        year: ("reentry", item.reentry.index(term), "price") if term else ("reentry",) for year, term in found.items()
    }
    unknown = next((missed[year] for year, term in found.items() if term is None), None)
    gap = None
    if unknown is not None:
        said = mark("what support costs again after a lapse is unknown; years without it: {years}")
        gap = Message(said, {"years": unknown})
    bought_again = {"id": f"{item.id}{REENTRY}", "charge": "once", "from_year": min(missed), "every": None}
    line = item.model_copy(update=bought_again | {"requires": {}, "choice": None, "covers": (), "owned": None})
    yield Selected(selected.number, line, gap, Again(name, paths))


def _returns(item: Item, years: range, without: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Each year in which support is bought again, and how many years it was not bought before."""
    missed = 0
    for year in years:
        if year < item.from_year:
            continue
        if year in without:
            missed += 1
        elif missed:
            yield year, missed
            missed = 0


def _term(item: Item, missed: int) -> Reentry | None:
    """What the price list says of coming back after so many years."""
    return next((one for one in item.reentry if one.missed is None or missed <= one.missed), None)


def is_due(ledger: Ledger, item: Item, year: int) -> bool:
    """Whether an item of which nothing is added is charged in a year; support not while it has lapsed."""
    if item.charge == "once":
        since = year - item.from_year
        return since == 0 or (item.every is not None and since > 0 and since % item.every == 0)
    return year >= item.from_year and not (lapses(item) and year in lapsed(ledger.candidate, ledger.setting))


def covered_years(ledger: Ledger, item: Item) -> dict[int, list[Item]]:
    """The years in which an item would be charged, but other items of the estimate contain it."""
    had = [other for other in ledger.covering if item.id in other.covers]
    if not had:
        return {}
    due = [year for year in ledger.setting.years if is_due(ledger, item, year)]
    return {year: items for year in due if (items := [one for one in had if is_due(ledger, one, year)])}


def covered_by(ledger: Ledger, item: Item) -> Message | None:
    """Which items of the estimate contain another, and in which years; None if none does."""
    free = covered_years(ledger, item)
    if not free:
        return None
    names = tuple(dict.fromkeys(other.called for items in free.values() for other in items))
    return Message(mark("{items} contains it: free of charge in year {years}"), {"items": names, "years": tuple(free)})


def is_contained(ledger: Ledger, item: Item) -> bool:
    """Whether an item never costs anything within the horizon, because others contain it whenever it is due."""
    free = covered_years(ledger, item)
    return bool(free) and len(free) == sum(is_due(ledger, item, year) for year in ledger.setting.years)
