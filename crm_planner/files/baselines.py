"""Reading a plan written earlier (`plan --format json`), to compare a new one with it."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crm_planner.errors import DataError
from crm_planner.files.reading import called, read_bytes
from crm_planner.limits import PLAN_BYTES
from crm_planner.place import Place
from crm_planner.plan.comparison import Baseline, Mark
from crm_planner.problem import Problem, listed
from crm_planner.text import Text


class Kept(NamedTuple):
    """A plan as it was agreed: its dates, and what its candidate cost in all."""

    baseline: Baseline
    candidate: str
    currency: str
    total: Decimal


class _Read(BaseModel):
    """A part of the document; keys this program does not compare may be there."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Moment(_Read):
    day: date


class _Hours(_Read):
    likely: Decimal


class _Work(_Read):
    hours: _Hours


class _Task(_Read):
    id: str
    name: str
    start: _Moment
    finish: _Moment
    critical: bool
    work: tuple[_Work, ...]


class _Cost(_Read):
    total: Decimal


class _Plan(_Read):
    written_as: Literal["crm-planner/plan/1"] = Field(alias="schema")
    candidate: str
    currency: str
    cost: _Cost
    tasks: tuple[_Task, ...]


def load_baseline(path: Path) -> Kept:
    """The plan in the file at `path`. Raises InputError if it cannot be read, DataError if it is no plan of ours."""
    data = read_bytes(path, PLAN_BYTES)
    try:
        plan = _Plan.model_validate_json(data)
    except ValidationError as error:
        raise DataError(listed([_fault(path, one["loc"], one["msg"]) for one in error.errors()])) from None
    if not plan.tasks:
        raise DataError([_fault(path, ("tasks",), "a plan without tasks is no baseline")])
    marks = (
        Mark(
            task.id,
            Text.plain(task.name),
            task.start.day,
            task.finish.day,
            sum((one.hours.likely for one in task.work), Decimal(0)),
            task.critical,
        )
        for task in plan.tasks
    )
    return Kept(Baseline(tuple(marks)), plan.candidate, plan.currency, plan.cost.total)


def _fault(path: Path, where: tuple[int | str, ...], said: str) -> Problem:
    """One thing that is not as a plan has it; JSON has no places but the way from the top."""
    at = ".".join(map(str, where))
    found = said[:1].lower() + said[1:]
    message = f"this is not a plan to compare with: {f'{at}: ' if at else ''}{found}"
    return Problem(Place(called(path)), "PLN016", message, "Write one with crm-planner plan ... --format json -o FILE")
