"""Which figures of a catalog some case guards: a falsified catalog must break at least one of them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import ValidationError

from crm_planner.catalog.candidate import Candidate, WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.lint.changes import DATES, TABLES, WORDS, Change, changes
from crm_planner.lint.golden import Prepared
from crm_planner.lint.suppression import silences
from crm_planner.lint.trials import Bench, Outcome, Sheet, is_broken
from crm_planner.place import Source
from crm_planner.problem import Problem

_BOUNDS = {"up_to", "size", "free_units", "minimum_quantity", "min", "max", *TABLES}
"""Quantities at which a price changes its course."""


class Verdict(NamedTuple):
    """One falsification of a catalog: refused by the loader, noticed by a case, allowed to stay, or unguarded."""

    file: str
    change: Change
    how: str
    finding: Problem | None = None


class Suspect(NamedTuple):
    """A falsification still to be tried, and the trials that may notice it."""

    sheet: Sheet
    written: WrittenCatalog
    change: Change
    guards: tuple[Prepared, ...]


def suspects(bench: Bench, outcomes: Iterable[Outcome]) -> Iterator[Suspect]:
    """Every falsification of the catalogs asked for, each with the passed trials of the editions it touches."""
    sound = [outcome.prepared for outcome in outcomes if outcome.passed and outcome.prepared is not None]
    for sheet, written in bench.asked:
        own = [one for one in sound if one.trial.candidate.source is written.source]
        for change in changes(written.source.tree) if written.source.tree is not None else ():
            if sheet.book is not None and written.source.place(change.path).file != sheet.file:
                continue  # a figure of the catalog the price book lies over, which has its own guards
            touched = _edition_of(change)
            guards = tuple(one for one in own if touched in (None, one.trial.candidate.number))
            yield Suspect(sheet, written, change, guards)


def judge(suspect: Suspect, bench: Bench) -> Verdict:
    """Whether the falsification is noticed."""
    file, change = suspect.sheet.file, suspect.change
    falsified = _loaded(suspect)
    if falsified is None:
        return Verdict(file, change, "refused")
    candidates = falsified.candidates()
    if any(_notices(guard, candidates, bench) for guard in suspect.guards):
        return Verdict(file, change, "noticed")
    finding = _unguarded(suspect)
    if _is_silenced(finding, suspect.sheet):
        return Verdict(file, change, "silenced")
    return Verdict(file, change, "unguarded", finding)


def _loaded(suspect: Suspect) -> WrittenCatalog | None:
    tree = suspect.change.tree
    try:
        return WrittenCatalog(Catalog.model_validate(tree), Source(suspect.written.source.file, tree))
    except ValidationError:
        return None


def _notices(guard: Prepared, candidates: tuple[Candidate, ...], bench: Bench) -> bool:
    candidate = candidates[guard.trial.candidate.number]
    return is_broken(guard.price(candidate, bench.candidates))


def _unguarded(suspect: Suspect) -> Problem:
    change, source = suspect.change, suspect.written.source
    if not suspect.guards:
        number = _edition_of(change) or 0  # of what all editions share, the first is told
        name = suspect.written.catalog.editions[number].id
        said = f"no check or case of the edition {name} passes, so nothing guards its figures"
        hint = "Add a check with the total the vendor prints"
        book = suspect.sheet.book
        place = book.source.place(("extends",)) if book else source.place(("editions", number, "id"))
        return Problem(place, "GOL102", said, hint, "warning")
    said = f"nothing guards {_called(suspect)}: every case still passes with {change.now} instead of {change.written}"
    return Problem(source.place(change.path, of_key=change.of_key), "GOL101", said, _hint(change), "warning")


def _called(suspect: Suspect) -> str:
    """`size of training (standard)`."""
    change, catalog = suspect.change, suspect.written.catalog
    match change.path:
        case ("editions", int(number), "items", int(index), *_):
            edition = catalog.editions[number]
            return f"{change.name} of {edition.items[index].id} ({edition.id})"
        case ("editions", int(number), *_):
            return f"{change.name} of the edition {catalog.editions[number].id}"
        case ("discounts", int(number), *_):
            return f"{change.name} of the discount {catalog.discounts[number].id}"
        case _:
            return f"{change.name} of {change.path[0]}"


def _edition_of(change: Change) -> int | None:
    """The number of the edition that a change touches; None if it touches all."""
    match change.path:
        case ("editions", int(number), *_):
            return number
        case _:
            return None


def _hint(change: Change) -> str:
    if change.of_key or change.name in _BOUNDS - TABLES:
        return f"Add a case at {change.written} and one just above it"
    if change.name in DATES:
        return f"Add a case as_of {change.written}, and one on the day before or after"
    if change.name in WORDS:
        return "Add a case that expects what only this value gives"
    return "Add a case whose expected figures rest on it to the last digit"


def _is_silenced(finding: Problem, sheet: Sheet) -> bool:
    """Whether a comment `# crm-planner: ignore GOL101 reason` speaks of the line."""
    each = silences(sheet.comments)
    return any(one.comment.of_line == finding.place.line and finding.code in one.codes for one in each)
