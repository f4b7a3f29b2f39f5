"""Running what catalogs must reproduce: the checks in them and the cases beside them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate, WrittenCatalog, unknown_candidate
from crm_planner.catalog.cases import WrittenCases
from crm_planner.catalog.price_book import WrittenBook
from crm_planner.estimate.ledger import Draft
from crm_planner.letters import one_of
from crm_planner.lint.golden import (
    Difference,
    Expected,
    Fault,
    Prepared,
    Priced,
    Trial,
    lines_to_price,
    prepare,
    trial_of,
)
from crm_planner.lint.suppression import Comment
from crm_planner.lint.words import spoken
from crm_planner.place import Place
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.problem import Problem

MOST_LINES = 20_000
"""Lines the trials of one file may price together; real ones have a few hundred, and these take a few seconds."""


class Sheet(NamedTuple):
    """One file as it was read: the catalog or the cases in it, or why there are none. `asked` if somebody named it.

    Of a price book, `written` is what it makes of the catalog it extends.
    """

    file: str
    written: WrittenCatalog | WrittenCases | None = None
    problems: tuple[Problem, ...] = ()
    comments: tuple[Comment, ...] = ()
    unreadable: bool = False
    asked: bool = True
    book: WrittenBook | None = None


class Outcome(NamedTuple):
    """How one trial ended: it passed if nothing was found."""

    name: str
    candidate: str
    place: Place
    findings: tuple[Problem, ...] = ()
    prepared: Prepared | None = None

    @property
    def passed(self) -> bool:
        return not self.findings


class Waiting(NamedTuple):
    """A trial that is not run yet, or the outcome of one that cannot be run."""

    sheet: Sheet
    trial: Trial | Outcome


@dataclass(frozen=True)
class Bench:
    """What the trials of one run share: the files, a playbook, and the day that holds where none is given."""

    sheets: tuple[Sheet, ...]
    playbook: WrittenPlaybook
    as_of: date

    @cached_property
    def catalogs(self) -> tuple[WrittenCatalog, ...]:
        """Every catalog that could be read, without price books: cases hold for what the vendor printed."""
        own = (sheet.written for sheet in self.sheets if sheet.book is None)
        return tuple(written for written in own if isinstance(written, WrittenCatalog))

    @cached_property
    def asked(self) -> tuple[tuple[Sheet, WrittenCatalog], ...]:
        """The catalogs somebody named; all of them where only cases were named."""
        every = [(sheet, sheet.written) for sheet in self.sheets if isinstance(sheet.written, WrittenCatalog)]
        return tuple((sheet, written) for sheet, written in every if sheet.asked) or tuple(every)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every edition of every catalog."""
        return tuple(candidate for written in self.catalogs for candidate in written.candidates())

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """Every trial of the run: the checks of the catalogs asked for, then the cases."""
        checks = [
            Waiting(sheet, trial_of(sheet.written, number))
            for sheet in self.sheets
            if isinstance(sheet.written, WrittenCatalog) and sheet.asked
            for number in range(len(sheet.written.catalog.checks))
        ]
        return (*checks, *(one for sheet in self.sheets for one in self._cases(sheet)))

    def _cases(self, sheet: Sheet) -> Iterator[Waiting]:
        if not isinstance(sheet.written, WrittenCases):
            return
        cases, source = sheet.written
        about = {written.catalog.id for beside, written in self.asked if beside.asked and beside.book is None}
        for number, case in enumerate(cases.cases):
            name = case.about(cases.catalog)
            meant = [candidate for candidate in self.candidates if candidate.answers_to(name)]
            if not sheet.asked and name.partition("/")[0] not in about:
                continue
            if len(meant) == 1:
                yield Waiting(sheet, Trial(case, meant[0], source, ("cases", number)))
                continue
            known = [candidate.id for candidate in meant or self.candidates]
            said = f'"{name}" has several editions' if meant else unknown_candidate(name, known)
            place = source.place(("cases", number, "candidate" if case.candidate else "edition"))
            problem = Problem(place, "GOL003", f"{case.name}: {said}", f"Write {one_of(known)}" if meant else "")
            yield Waiting(sheet, Outcome(case.name, name, source.place(("cases", number, "name")), (problem,)))

    def run(self) -> Iterator[Outcome]:
        """Every trial, one after the other."""
        lines = Counter[str]()
        for sheet, trial in self.waiting:
            if isinstance(trial, Outcome):
                yield trial
                continue
            lines[sheet.file] += lines_to_price(trial.golden, trial.candidate)
            refused = lines[sheet.file] > MOST_LINES
            yield _outcome(prepare(trial, self.playbook, self.as_of, refused=refused, beside_rivals=True), self)


def _outcome(prepared: Prepared, bench: Bench) -> Outcome:
    trial = prepared.trial
    found = tuple(_findings(prepared.price(rivals=bench.candidates), trial))
    place = trial.source.place((*trial.path, "name"))
    return Outcome(trial.golden.name, trial.candidate.id, place, found, prepared)


def is_broken(priced: Priced) -> bool:
    """Whether a priced trial fails in any way."""
    return bool(priced.faults) or any(priced.differences()) or any(priced.unnamed_gaps())


def _findings(priced: Priced, trial: Trial) -> Iterator[Problem]:
    for fault in priced.faults:
        yield _of_fault(fault, trial)
    for difference in priced.differences():
        yield _of_difference(difference, trial)
    for gap in priced.unnamed_gaps():
        yield _of_gap(gap, trial)


def _of_fault(fault: Fault, trial: Trial) -> Problem:
    return Problem(trial.source.place(fault.path), "GOL003", f"{trial.golden.name}: {fault.message}", fault.hint)


def _of_difference(difference: Difference, trial: Trial) -> Problem:
    place = trial.source.place((*trial.path, "expect", difference.key))
    got, expected = difference.got, difference.expected
    more = f" ({got - expected:+,f})" if isinstance(got, Decimal) and isinstance(expected, Decimal) else ""
    said = f"{trial.golden.name}: {difference.key} is {shown(got)}, expected {shown(expected)}{more}"
    return Problem(place, "GOL001", said, _what_to_do(difference))


def _what_to_do(difference: Difference) -> str:
    """Where the prices behind it are written; behind a figure of the whole they all are."""
    places = list(dict.fromkeys(f"{place.file}:{place.line}" for place in difference.places))
    where = f" at {one_of(places)}" if places else ""
    return f"Compare both with the source, then correct the catalog{where}, or what is expected"


def _of_gap(gap: Draft, trial: Trial) -> Problem:
    place, category = trial.source.place((*trial.path, "expect")), gap.item.category
    why = f": {spoken(gap.offer.reason)}" if gap.offer.reason else ""
    said = f"{trial.golden.name}: {category} has no price ({gap.status.value}{why}), and nothing here says so"
    return Problem(place, "GOL002", said, f"Add {category}: {gap.status.value} to what is expected")


def shown(value: Expected) -> str:
    """`51,701`, or a state as it is written."""
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def problems_of(sheets: Iterable[Sheet]) -> tuple[Problem, ...]:
    """What kept files of a run from being read."""
    return tuple(problem for sheet in sheets for problem in sheet.problems)
