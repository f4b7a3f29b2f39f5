"""Price and plan never disagree: the hours charged are the hours planned, and what changes one changes the other."""

from decimal import Decimal
from typing import Any

import pytest

from crm_planner import project
from crm_planner.errors import DataError
from crm_planner.estimate.lines import Estimate
from crm_planner.plan.breakdown import Breakdown
from crm_planner.plan.hours import Paid
from crm_planner.plan.planning import Planning
from crm_planner.problem import Problem
from tests.plan.templates import BOX, CANDIDATE, CUSTOMISED, INDUSTRY, Tree, planned, project_of

EVERYTHING = dict.fromkeys(("configuration", "training", "deployment", "client_effort"), True)
BRIEFS = [
    {"users": 10},
    BOX,
    CUSTOMISED,
    INDUSTRY,
    {**BOX, "options": EVERYTHING},
    {**INDUSTRY, "options": {"client_effort": True, "stabilisation": True, "solution-stabilisation": True}},
    {**CUSTOMISED, "phases": 3, "options": {"client_effort": True}},
    {
        **CUSTOMISED,
        "quoted": [{"candidate": "regionsoft", "item": "customisation-4", "amount": 9000, "source": "7"}],
    },
]
every_brief = pytest.mark.parametrize("brief", BRIEFS, ids=range(len(BRIEFS)))


def priced(brief: Tree) -> Estimate:
    (found,) = project.compare(project_of(brief)).estimates
    return found


def charged(found: Breakdown, made: Planning) -> dict[str, Decimal]:
    """The most likely planned hours of every piece of work that is charged, of all its waves together."""
    hours: dict[str, Decimal] = {}
    assignments = [one for task in made.undertaking.tasks for one in task.assignments]
    parts = [part for task in made.undertaking.tasks for part in found.parts if part.task.id == task.id]
    for part, assignment in zip(parts, assignments, strict=True):
        if part.paid is Paid.CHARGED:
            hours[part.piece.id] = hours.get(part.piece.id, Decimal(0)) + assignment.hours.likely
    return hours


@every_brief
def test_the_estimate_of_a_plan_is_the_estimate(brief: Tree) -> None:
    _, made = planned(brief)
    assert made.estimate == priced(brief)


@every_brief
def test_the_hours_charged_are_the_hours_planned(brief: Tree) -> None:
    """Only management and coordination are a share of more work in the plan than in the price."""
    found, made = planned(brief)
    lines = {one.id: one.quantity for one in made.estimate.lines if one.work is not None}
    hours = charged(found, made)
    assert set(hours) == set(lines)
    for name, quantity in lines.items():
        if name.endswith("management") or name == "coordination":
            assert hours[name] >= (quantity or 0)
        else:
            assert hours[name] == quantity


@every_brief
def test_planned_hours_are_cells_of_the_same_cost_model(brief: Tree) -> None:
    found, made = planned(brief)
    for task in made.undertaking.tasks:
        for one in task.assignments:
            low, likely, high = (made.model.values[name] for name in one.cells)
            assert (one.hours.likely, one.hours.low <= one.hours.likely <= one.hours.high) == (likely, True)
            assert low <= high
    kept = {part.cells[1].name for part in found.parts if part.task.waves == 1 and part.paid is Paid.CHARGED}
    own = {name for name in kept if name.startswith(f"{CANDIDATE}/plan/")}
    assert all("management/" in name or "/coordination/" in name for name in own)


@every_brief
def test_the_costs_of_the_tasks_are_all_work_and_services_of_the_estimate(brief: Tree) -> None:
    _, made = planned(brief)
    by_hour = sum((one or 0 for cost in made.costs.values() for one in cost.hourly), Decimal(0))
    fixed = sum((cost.fixed for cost in made.costs.values()), Decimal(0))
    lines = made.estimate.lines
    assert by_hour == sum(one.amount or 0 for one in lines if one.work is not None)
    sold = {"training", "deployment"}
    assert fixed == sum(one.amount or 0 for one in lines if one.work is None and one.category in sold)


def test_a_brief_that_asks_for_nothing_beyond_the_box_costs_what_it_always_did() -> None:
    found, made = planned({"users": 10})
    assert made.estimate.totals.horizon == 64_700
    assert {part.paid for part in found.parts} == {Paid.SOLD, Paid.SCHEDULE}


def test_what_comes_every_year_is_no_task_but_said() -> None:
    _, made = planned({**BOX, "horizon_years": 3, "options": {"operation": True}})
    names = {one.id for one in made.estimate.lines}
    assert {"administration", "review-of-few"} <= names
    (note,) = (one for one in made.notes if "every year" in one.wording)
    assert len(note.values["items"]) == 2  # type: ignore[arg-type]
    assert made.undertaking.tasks[-1].id == "10.1"


def test_what_the_client_has_already_is_not_brought_in_anew() -> None:
    kept = {"users": 8, "existing": {"name": "Old", "yearly": 40_000, "upgrade": 60_000}}
    for options, tasks in (({}, ["10.1"]), ({"training": True}, ["7.1", "7.2", "10.1"])):
        _, made = planned({**kept, "options": options}, "existing/upgrade")
        assert [one.id for one in made.undertaking.tasks] == tasks
        assert any("not brought in anew" in note.wording for note in made.notes)


def test_what_serves_the_schedule_is_charged_by_its_own_name_and_not_by_its_category() -> None:
    as_always, named = (priced({**BOX, "options": options}) for options in ({}, {"box-pilot": True}))
    assert {one.id for one in named.lines} - {one.id for one in as_always.lines} == {"box-pilot"}
    whole = {one.id for one in priced({**BOX, "options": {"client_effort": True}}).lines}
    assert {"coordination", "cleansing", "trained-people"} <= whole
    assert not whole & {"questionnaire", "acceptance", "work-in-the-box-pilot"}


def amount(made: Planning, line: str) -> Decimal | None:
    return next(one.amount for one in made.estimate.lines if one.id == line)


def test_hours_given_for_a_task_change_plan_and_price_and_what_is_a_percentage_of_them() -> None:
    changed: dict[str, Any] = {**CUSTOMISED, "plan": {"tasks": {"4.2": {"hours": {"customisation-1": 20}}}}}
    (_, before), (found, after) = planned(CUSTOMISED), planned(changed)
    assert (amount(before, "customisation-1"), amount(after, "customisation-1")) == (15_000, 60_000)
    task = next(one for one in after.undertaking.tasks if one.id == "4.2")
    assert task.hours() - Decimal(15) == Decimal(44)
    assert amount(after, "acceptance-test") == (amount(before, "acceptance-test") or 0) + Decimal("2.25") * 3000
    cell = after.model.model[f"{CANDIDATE}/hours/customisation-1/likely"]
    assert str(cell.source[0] if isinstance(cell.source, tuple) else cell.source).startswith("brief.yaml")
    assert charged(found, after)["customisation-1"] == 20


def test_somebody_elses_rate_changes_the_price_of_their_roles_alone() -> None:
    anna = {"id": "anna", "name": "Anna", "roles": ["developer"], "hourly": 4500}
    (_, before), (_, after) = planned(CUSTOMISED), planned({**CUSTOMISED, "plan": {"people": [anna]}})
    built = [one.id for one in before.estimate.lines if one.work is not None and one.work.role == "developer"]
    assert [(amount(after, one) or 0) / (amount(before, one) or 1) for one in built] == [Decimal("1.5")] * len(built)
    others = [one.id for one in before.estimate.lines if one.id not in built]
    assert [amount(after, one) for one in others] == [amount(before, one) for one in others]
    rate = after.model.model["rate/developer"]
    assert str(rate.source).startswith("brief.yaml")


def test_a_task_switched_off_is_left_out_and_its_successors_wait_for_its_predecessors() -> None:
    _, made = planned({**BOX, "plan": {"tasks": {"8.1": {"off": True}}}})
    tasks = {one.id: one for one in made.undertaking.tasks}
    assert "8.1" not in tasks
    assert {link.after for link in tasks["8.2"].links} == {"7.1", "7.2"}
    assert tasks["8.4"].spans == ("8.3",)


def test_work_switched_off_by_an_option_is_in_neither_price_nor_plan() -> None:
    _, made = planned({**BOX, "options": {"standard-import": False, "training": False}})
    assert not {"7.1"} & {one.id for one in made.undertaking.tasks if one.hours(side="vendor")}
    assert all(one.id != "standard-import" for one in made.estimate.lines)


def test_a_task_takes_the_days_and_dates_the_brief_gives_it() -> None:
    given = {"days": {"low": 1, "likely": 3, "high": 9}, "starts_on": "2027-02-01", "deadline": "2027-02-12"}
    _, made = planned({**BOX, "plan": {"tasks": {"8.1": given}}})
    task = next(one for one in made.undertaking.tasks if one.id == "8.1")
    assert task.days is not None
    assert (task.days.likely, str(task.starts_on), str(task.deadline)) == (3, "2027-02-01", "2027-02-12")


def problems(brief: Tree) -> list[Problem]:
    with pytest.raises(DataError) as raised:
        planned(brief)
    return [one for one in raised.value.problems if isinstance(one, Problem)]


@pytest.mark.parametrize(
    ("plan", "code", "words"),
    [
        ({"tasks": {"8.9": {"off": True}}}, "WBS004", 'no task "8.9"'),
        ({"tasks": {"9.9": {"days": 1}}}, "WBS004", 'no task "9.9"'),
        ({"tasks": {"8.2.2": {"days": 1}}}, "WBS004", 'no task "8.2.2"'),
        ({"tasks": {"5.1": {"off": True}}}, "WBS009", "options: {data-audit: false} as well"),
        ({"tasks": {"8.1": {"hours": {"settings": 4}}}}, "WBS012", "work of the task 4.1, not of 8.1"),
        ({"tasks": {"4.1": {"hours": {"setings": 4}}}}, "WBS012", 'Did you mean "settings"?'),
        ({"people": [{"id": "a", "name": "A", "roles": ["cook"]}]}, "WBS011", 'no role "cook"'),
        ({"tasks": {"4.1": {"people": ["b"]}}}, "WBS011", 'nobody called "b"'),
        ({"blackouts": [{"month_end": 2, "roles": ["cook"]}]}, "WBS011", 'no role "cook"'),
        ({"people": [{"id": "a", "name": "A", "roles": ["cook"], "hourly": 10}]}, "REF015", 'no role "cook"'),
        (
            {"people": [{"id": "a", "name": "A", "roles": ["trainer"]}], "tasks": {"4.2": {"people": ["a"]}}},
            "WBS011",
            "It needs developer",
        ),
    ],
)
def test_what_a_brief_says_of_a_plan_that_cannot_be_is_said(plan: Tree, code: str, words: str) -> None:
    (found,) = problems({**CUSTOMISED, "plan": plan})
    assert (found.code, words in str(found)) == (code, True)


def test_every_problem_is_said_at_once() -> None:
    plan = {"tasks": {"8.9": {"off": True}, "4.1": {"people": ["b"]}, "5.1": {"off": True}}}
    assert {one.code for one in problems({**CUSTOMISED, "plan": plan})} == {"WBS004", "WBS009", "WBS011"}
