"""Pricing what must be reproduced: a check of a catalog, or a case beside it, as an estimate and what it expects."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import Candidate, WrittenCatalog
from crm_planner.catalog.model import Golden
from crm_planner.catalog.offer import Status
from crm_planner.errors import DataError
from crm_planner.estimate import gaps
from crm_planner.estimate.cost_model import drafted
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.wishes import unknown_options
from crm_planner.fields import Amount
from crm_planner.letters import nearest
from crm_planner.lint.figures import LIKE_FOR_LIKE, WHOLE, YES_OR_NO, Computed, Figure, are_sums, compute
from crm_planner.place import Path, Place, Source
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.problem import Problem
from crm_planner.terms import CATEGORIES

Expected = Decimal | Status | str
"""What is expected of a figure: an amount, a state that is no number, or `true` and `false`."""

PEOPLE_A_LINE = 100
"""People whose peak takes as long to find, from a simultaneity, as a line takes to price."""

NESTED_A_LINE = 25
"""Pairs of percents off, one formula inside the other, that are computed while one line is priced."""

PAIRS_A_LINE = 2
"""Pairs of lines that an amount off compares, to spread itself, while one line is priced."""

_AMOUNT: TypeAdapter[Decimal] = TypeAdapter(Amount)
_STATES = tuple(status.value for status in Status)


class Trial(NamedTuple):
    """Something to be reproduced: what it says, of which candidate, and where it is written."""

    golden: Golden
    candidate: Candidate
    source: Source
    path: Path


class Fault(NamedTuple):
    """Why a check cannot be run, and where it is written."""

    path: Path
    message: str
    hint: str = "Correct the check; as it is, it guards nothing"


class Difference(NamedTuple):
    """A figure that is not what a check expects, and where the prices behind it are written."""

    key: str
    expected: Expected
    figure: Figure
    places: tuple[Place, ...]

    @property
    def got(self) -> Decimal | str:
        return self.figure.value


class Priced(NamedTuple):
    """A trial, priced: its own candidate's lines, then those of rivals; without any where it cannot be run."""

    path: Path
    expected: Mapping[str, Expected]
    faults: tuple[Fault, ...]
    day: date
    ledgers: tuple[Ledger, ...] = ()
    computed: Computed | None = None

    def differences(self) -> Iterator[Difference]:
        """Every expectation the estimate does not meet."""
        for key, found in self.computed.figures.items() if self.computed else ():
            if not _meets(found.value, self.expected[key]):
                places = tuple(self.ledgers[0].places(line)[0] for line in found.lines)
                yield Difference(key, self.expected[key], found, places)

    def unnamed_gaps(self) -> Iterator[Draft]:
        """The first line of every category without a price that no expectation names.

        A total that hides one would pass for a whole one.
        """
        missing = gaps.missing(self.ledgers[0]) if self.ledgers else {}
        for category, lines in missing.items():
            if category not in self.expected and not all(line.item.id in self.expected for line in lines):
                yield lines[0]


class Prepared(NamedTuple):
    """A trial whose brief and expectations are read: it can be priced again and again."""

    trial: Trial
    expected: Mapping[str, Expected]
    faults: tuple[Fault, ...]
    day: date
    setting: Setting | None = None

    def price(self, candidate: Candidate | None = None, rivals: Sequence[Candidate] = ()) -> Priced:
        """The estimate beside what is expected: of the trial's own candidate, or of another in its place.

        Never raises on wrong data: what the estimate refuses comes back among the faults.
        """
        candidate = candidate or self.trial.candidate
        priced = Priced(self.trial.path, self.expected, self.faults, self.day)
        if self.setting is None:
            return priced
        compared = _comparable(rivals, candidate, self.setting) if LIKE_FOR_LIKE in self.expected else ()
        known = [candidate, *rivals]
        try:
            sums_only = are_sums(self.expected)
            ledgers = tuple(drafted([candidate, *compared], self.setting, known, sums_only=sums_only))
        except DataError as error:
            return priced._replace(faults=(*self.faults, *map(self._of_brief, map(_said, error.problems))))
        unheard = (f'no candidate has the option "{one.name}"' for one in unknown_options(known, self.setting))
        faults = (*self.faults, *map(self._of_brief, unheard))
        return priced._replace(ledgers=ledgers, computed=compute(ledgers, tuple(self.expected)), faults=faults)

    def _of_brief(self, said: str) -> Fault:
        return Fault((*self.trial.path, "brief"), said)


def prepare(
    trial: Trial, playbook: WrittenPlaybook, today: date, *, refused: bool = False, beside_rivals: bool = False
) -> Prepared:
    """The trial read for pricing on its own day, else its brief's, else `today`; in the catalog's currency.

    Never raises on wrong data: what is wrong with the brief or the expectations comes back as `faults`. A trial that
    is `refused` is not priced: those before it have priced enough. Only `beside_rivals` is there a price like for like.
    """
    expected, faults = _expectations(trial, beside_rivals=beside_rivals)
    if refused:
        return Prepared(trial, expected, (*faults, _too_many(trial.path)), today)
    brief = _brief(trial, (*trial.path, "brief"))
    if not isinstance(brief, WrittenBrief):
        return Prepared(trial, expected, (*faults, *brief), today)
    setting = Setting.of(brief, playbook, today)
    return Prepared(trial, expected, faults, setting.day, setting)


def lines_to_price(golden: Golden, candidate: Candidate) -> int:
    """How much work a trial is, in lines: each is priced, discounted and written for every year.

    Amounts off compare each line with every other, and finding the peak of many people is work too.
    """
    items, users = len(candidate.edition.items), golden.brief.get("users")
    people = _whole(users.get("total")) if isinstance(users, dict) and "simultaneity" in users else 0
    agreed = golden.brief.get("discounts")
    off = [one for one in agreed if isinstance(one, dict)] if isinstance(agreed, list) else []
    amounts = sum("amount" in one for one in off) + sum(one.amount is not None for one in candidate.catalog.discounts)
    number = len(off) + len(candidate.catalog.discounts)
    each = max(_whole(golden.brief.get("horizon_years")), 1) + number + number**2 // NESTED_A_LINE
    return items * each + amounts * items**2 // PAIRS_A_LINE + people // PEOPLE_A_LINE


def _whole(written: object) -> int:
    text = str(written)
    return int(text) if text.isascii() and text.isdigit() else 0


def trial_of(written: WrittenCatalog, number: int) -> Trial:
    """The check of a catalog with this number."""
    check = written.catalog.checks[number]
    candidate = next(one for one in written.candidates() if one.edition.id == check.edition)
    return Trial(check, candidate, written.source, ("checks", number))


def _comparable(rivals: Sequence[Candidate], candidate: Candidate, setting: Setting) -> tuple[Candidate, ...]:
    """The rivals whose currency the brief can express."""
    others = (rival for rival in rivals if rival.id != candidate.id)
    return tuple(rival for rival in others if setting.exchange_rate(rival.catalog.currency) is not None)


def _too_many(path: Path) -> Fault:
    said = "it is not run: the checks before it price too many lines together"
    return Fault(path, said, "Split the file, or remove checks that guard the same figures")


class _Within(Source):
    """The brief of a check: a part of its file."""

    def __init__(self, whole: Source, path: Path) -> None:
        super().__init__(whole.file, whole.tree)
        self.whole, self.path = whole, path

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        return self.whole.place((*self.path, *path), of_key=of_key)


def _brief(trial: Trial, path: Path) -> WrittenBrief | tuple[Fault, ...]:
    golden = trial.golden
    usual = {"client": {"name": golden.name}, "currency": trial.candidate.catalog.currency}
    tree: dict[str, Any] = usual | golden.brief | ({} if golden.as_of is None else {"date": golden.as_of})
    try:
        return WrittenBrief(Brief.model_validate(tree), _Within(trial.source, path))
    except ValidationError as error:
        return tuple(Fault((*path, *wrong["loc"]), _named(wrong["loc"], wrong["msg"])) for wrong in error.errors())


def _named(loc: tuple[int | str, ...], said: str) -> str:
    return f"{'.'.join(map(str, loc))}: {said}" if loc else said


def _said(problem: object) -> str:
    return problem.message if isinstance(problem, Problem) else str(problem)


def _expectations(trial: Trial, *, beside_rivals: bool) -> tuple[dict[str, Expected], tuple[Fault, ...]]:
    """What is expected by key, and what cannot be expected."""
    expected: dict[str, Expected] = {}
    faults: list[Fault] = []
    candidate = trial.candidate
    whole = [key for key in WHOLE if beside_rivals or key != LIKE_FOR_LIKE]
    known = [*CATEGORIES, *(item.id for item in candidate.edition.items), *whole]
    for key, written in trial.golden.expect.items():
        value, path = _expectation(key, written), (*trial.path, "expect", key)
        if key not in known:
            said = f'"{key}" is no category, no item of {candidate.id} and none of {", ".join(whole)}'
            near = nearest(key, known)
            faults.append(Fault(path, said, f'Did you mean "{near}"?') if near else Fault(path, said))
        elif value is None:
            allowed = "neither true nor false" if key in YES_OR_NO else f"neither an amount nor one of {_one_of()}"
            faults.append(Fault(path, f'"{written}" is {allowed}'))
        else:
            expected[key] = value
    return expected, tuple(faults)


def _one_of() -> str:
    return ", ".join(_STATES)


def _expectation(key: str, written: object) -> Expected | None:
    if key in YES_OR_NO:
        said = str(written).lower()
        return said if said in ("true", "false") else None
    if isinstance(written, str) and written in _STATES:
        return Status(written)
    try:
        return _AMOUNT.validate_python(written)
    except ValidationError:
        return None


def _meets(got: Decimal | str, expected: Expected) -> bool:
    if expected is Status.PRICED:
        return isinstance(got, Decimal)
    return got == (expected.value if isinstance(expected, Status) else expected)
