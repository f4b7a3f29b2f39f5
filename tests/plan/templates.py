"""The three worked examples of the facts as briefs, and what a plan of each adds up to: a project without files."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from crm_planner import project
from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook, load_playbook_with_plan
from crm_planner.place import Source
from crm_planner.plan.breakdown import Breakdown
from crm_planner.plan.levelling import critical_path
from crm_planner.plan.planning import Planning
from crm_planner.plan.schedule import Schedule
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan

Tree = Mapping[str, Any]
TODAY, START = date(2026, 11, 23), date(2027, 1, 11)
CANDIDATE = "regionsoft/standard"


def wish(kind: str, count: int, size: str = "medium") -> dict[str, Any]:
    return {"name": kind, "kind": kind, "count": count, "size": size}


BOX: Tree = {
    "users": 10,
    "migration": {"sources": 1, "entities": 2, "rows": 5000, "duplicate_share": Decimal("0.1")},
}
CUSTOMISED: Tree = {
    "users": 10,
    "quantities": {"processes": 2, "departments": 2, "trial_loads": 2},
    "customisations": [
        wish("field", 10), wish("report", 3, "small"), wish("report", 1), wish("workflow", 1), wish("form", 2),
    ],
    "migration": {"sources": 1, "entities": 3, "rows": 10_000, "duplicate_share": Decimal("0.15")},
}  # fmt: skip
INDUSTRY: Tree = {
    "users": 25,
    "quantities": {"processes": 6, "departments": 3, "trial_loads": 3},
    "customisations": [
        wish("field", 40), wish("report", 4, "small"), wish("report", 4), wish("report", 2, "large"),
        wish("workflow", 5), wish("form", 8), wish("module", 2),
    ],
    "integrations": [{"name": "Accounting"}],
    "migration": {"sources": 2, "entities": 6, "rows": 30_000, "duplicate_share": Decimal("0.2")},
}  # fmt: skip


@cache
def catalogs() -> tuple[WrittenCatalog, ...]:
    return load_catalogs(Path(__file__).resolve().parents[2] / "vendor_catalogs")


@cache
def knowledge() -> WrittenPlaybookWithPlan:
    return load_playbook_with_plan()


@cache
def book() -> WrittenPlaybook:
    return load_playbook()


def project_of(brief: Tree) -> project.Project:
    head = {"client": {"name": "Client"}, "date": TODAY, "start": START, "candidates": [CANDIDATE]}
    written = WrittenBrief(Brief.model_validate(head | dict(brief)), Source("brief.yaml"))
    return project.Project(written, catalogs(), book(), TODAY)


def planned(brief: Tree, candidate: str = CANDIDATE) -> tuple[Breakdown, Planning]:
    return project.planning(project_of(brief), knowledge(), candidate)


def hours(made: Planning, *sides: str) -> Decimal:
    """Most likely hours of some sides."""
    every = (one for task in made.undertaking.tasks for one in task.assignments)
    return sum((one.hours.likely for one in every if one.side in sides), Decimal(0))


def working_days(schedule: Schedule, task: str) -> Decimal:
    """Working days from the start to the end of a task, in a week of five days without holidays."""
    last = schedule.planned(task).finish
    whole = (date.fromordinal(day) for day in range(START.toordinal(), last.day.toordinal()))
    return Decimal(sum(day.weekday() < 5 for day in whole)) + Decimal(last.hour) / 8


def network(made: Planning) -> Schedule:
    """The critical path; a short horizon is quick, and long enough for these."""
    return critical_path(made.undertaking._replace(horizon_years=1))
