"""Pricing what a catalog says it must reproduce: each entry of `checks` as an estimate beside what it expects."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import Candidate, WrittenCatalog
from crm_planner.catalog.model import GoldenCheck
from crm_planner.catalog.offer import Status
from crm_planner.catalog.vocabulary import CATEGORIES
from crm_planner.errors import DataError
from crm_planner.estimate.cost_model import CostModel, build
from crm_planner.estimate.lines import Estimate, Line
from crm_planner.estimate.setting import Setting
from crm_planner.fields import Amount
from crm_planner.letters import nearest
from crm_planner.place import Path, Place, Source
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.problem import Problem

TOTAL = "total"

Expected = Decimal | Status
"""What a check expects of a category, an item or the total: an amount, or a state that is no number."""

_AMOUNT: TypeAdapter[Decimal] = TypeAdapter(Amount)
_STATES = tuple(status.value for status in Status)


class Fault(NamedTuple):
    """Why a check cannot be run, and where in the catalog."""

    path: Path
    message: str
    hint: str = "Correct the check; as it is, it guards nothing"


class Difference(NamedTuple):
    """A figure that is not what a check expects. `cell` names it in the cost model, if it is a figure at all."""

    key: str
    expected: Expected
    got: Decimal | str
    cell: str | None
    lines: tuple[Line, ...]


class Priced(NamedTuple):
    """One check of a catalog, priced; without `cost` where it cannot be run."""

    number: int
    check: GoldenCheck
    expected: dict[str, Expected]
    faults: tuple[Fault, ...]
    day: date
    candidate: Candidate
    cost: CostModel | None = None

    @property
    def path(self) -> Path:
        return ("checks", self.number)

    @property
    def estimate(self) -> Estimate | None:
        return self.cost.estimates[0] if self.cost else None

    def differences(self) -> Iterator[Difference]:
        """Every expectation the estimate does not meet."""
        if self.estimate is not None:
            for key, expected in self.expected.items():
                lines = meant(self.estimate, key)
                got = self.estimate.totals.horizon if key == TOTAL else _amount_or_state(lines)
                if not _meets(got, expected):
                    yield Difference(key, expected, got, _cell(self.estimate, key, lines), lines)


def price_check(
    written: WrittenCatalog, number: int, playbook: WrittenPlaybook, today: date, *, refused: bool = False
) -> Priced:
    """The check with this number, priced on its own day, else its brief's, else `today`; in the catalog's currency.

    Never raises on wrong data: what is wrong with the brief or the expectations comes back as `faults`. A check that
    is `refused` is not priced: those before it have priced enough.
    """
    check = written.catalog.checks[number]
    candidate = next(one for one in written.candidates() if one.edition.id == check.edition)
    expected, faults = _expectations(check, candidate, ("checks", number, "expect"))
    if refused:
        return Priced(number, check, expected, (*faults, _too_many(number)), today, candidate)
    brief = _brief(written, check, ("checks", number, "brief"))
    if not isinstance(brief, WrittenBrief):
        return Priced(number, check, expected, (*faults, *brief), today, candidate)
    setting = Setting.of(brief, playbook, today)
    try:
        cost = build([candidate], setting)
    except DataError as error:
        wrong = tuple(Fault(("checks", number, "brief"), _said(problem)) for problem in error.problems)
        return Priced(number, check, expected, (*faults, *wrong), setting.day, candidate)
    return Priced(number, check, expected, faults, setting.day, candidate, cost)


def _too_many(number: int) -> Fault:
    said = "it is not run: the checks before it price too many lines together"
    return Fault(("checks", number), said, "Split the catalog, or remove checks that guard the same figures")


class _Within(Source):
    """The brief of a check: a part of the catalog's file."""

    def __init__(self, whole: Source, path: Path) -> None:
        super().__init__(whole.file, whole.tree)
        self.whole, self.path = whole, path

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        return self.whole.place((*self.path, *path), of_key=of_key)


def _brief(written: WrittenCatalog, check: GoldenCheck, path: Path) -> WrittenBrief | tuple[Fault, ...]:
    usual = {"client": {"name": check.name}, "currency": written.catalog.currency}
    tree: dict[str, Any] = usual | check.brief | ({} if check.as_of is None else {"date": check.as_of})
    try:
        return WrittenBrief(Brief.model_validate(tree), _Within(written.source, path))
    except ValidationError as error:
        return tuple(Fault((*path, *wrong["loc"]), _named(wrong["loc"], wrong["msg"])) for wrong in error.errors())


def _named(loc: tuple[int | str, ...], said: str) -> str:
    return f"{'.'.join(map(str, loc))}: {said}" if loc else said


def _said(problem: object) -> str:
    return problem.message if isinstance(problem, Problem) else str(problem)


def _expectations(
    check: GoldenCheck, candidate: Candidate, path: Path
) -> tuple[dict[str, Expected], tuple[Fault, ...]]:
    """What a check expects by key, and what cannot be expected."""
    expected: dict[str, Expected] = {}
    faults: list[Fault] = []
    known = [*CATEGORIES, *(item.id for item in candidate.edition.items), TOTAL]
    for key, written in check.expect.items():
        value = _expectation(written)
        if key not in known:
            said = f'"{key}" is no category, no item of {candidate.id} and not total'
            near = nearest(key, known)
            faults.append(Fault((*path, key), said, f'Did you mean "{near}"?') if near else Fault((*path, key), said))
        elif value is None:
            faults.append(Fault((*path, key), f'"{written}" is neither an amount nor one of {", ".join(_STATES)}'))
        else:
            expected[key] = value
    return expected, tuple(faults)


def _expectation(written: object) -> Expected | None:
    if isinstance(written, str) and written in _STATES:
        return Status(written)
    try:
        return _AMOUNT.validate_python(written)
    except ValidationError:
        return None


def meant(estimate: Estimate, key: str) -> tuple[Line, ...]:
    """The lines of the category `key`, else the line of the item `key`; all lines for the total."""
    if key == TOTAL:
        return estimate.lines
    of_category = tuple(line for line in estimate.lines if line.category == key)
    return of_category or tuple(line for line in estimate.lines if line.id == key)


def _amount_or_state(lines: tuple[Line, ...]) -> Decimal | str:
    """The sum of the lines; the state, where one has no amount or all are included; never 0 for nothing."""
    if not lines:
        return "no such line"
    gaps = [line.status.value for line in lines if line.status.is_gap]
    if gaps or all(line.status is Status.INCLUDED for line in lines):
        return gaps[0] if gaps else Status.INCLUDED.value
    return sum((line.amount for line in lines if line.amount is not None), Decimal(0))


def _meets(got: Decimal | str, expected: Expected) -> bool:
    if expected is Status.PRICED:
        return isinstance(got, Decimal)
    return got == (expected.value if isinstance(expected, Status) else expected)


def _cell(estimate: Estimate, key: str, lines: tuple[Line, ...]) -> str | None:
    if key == TOTAL:
        return f"{estimate.id}/total"
    if any(line.status.is_gap for line in lines):
        return None
    return lines[0].cell if len(lines) == 1 else f"{estimate.id}/category/{lines[0].category}" if lines else None
