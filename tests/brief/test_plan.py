"""What a brief says of its plan: every key where it may stand, and each fault at its line."""

from decimal import Decimal
from pathlib import Path

import pytest

from crm_planner.brief.model import WrittenBrief
from crm_planner.errors import DataError
from crm_planner.files.briefs import load_brief
from crm_planner.problem import Problem

HEAD = "client: {name: C}\nusers: 10\nplan:\n"


def read(tmp_path: Path, plan: str, *sets: str) -> WrittenBrief:
    file = tmp_path / "brief.yaml"
    file.write_text(HEAD + plan, encoding="utf-8")
    return load_brief(str(file), sets=sets)


FULL = """\
  deadline: 2027-06-30
  country: KZ
  tasks:
    8.1: {days: {low: 2, likely: 3, high: 5}, not_before: 2027-03-01, people: anna}
    8.3: {off: true}
    4.1: {hours: {settings: 8, given-settings: {low: 1, likely: 2, high: 4}}}
  people:
    - {id: anna, name: Anna, roles: consultant, share: 0.5, leave: [{from: 2027-05-01, until: 2027-05-09}]}
  blackouts:
    - {month_end: 3, roles: [end-user]}
    - {from: 2027-12-20, until: 2028-01-10, reason: season}
"""


def test_a_brief_may_say_all_of_this(tmp_path: Path) -> None:
    plan = read(tmp_path, FULL).brief.plan
    assert (plan.tasks["8.3"].off, plan.people[0].share, plan.blackouts[0].month_end) == (True, Decimal("0.5"), 3)
    figure, path = plan.hours["settings"]
    assert (figure.low, figure.high, path) == (8, 8, ("plan", "tasks", "4.1", "hours", "settings"))


def test_a_brief_that_says_nothing_of_a_plan_changes_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "  {}\n").brief.plan.hours == {}


@pytest.mark.parametrize(
    ("plan", "code", "words"),
    [
        ("  tasks: {8.1: {off: true, days: 2}}", "KEY006", "nothing else to say"),
        ("  tasks: {8.1: {starts_on: 2027-02-01, not_before: 2027-01-20}}", "KEY006", "Remove not_before"),
        ("  tasks: {8.1: {starts_on: 2027-02-01, deadline: 2027-01-20}}", "DAT003", "before the first day"),
        ("  tasks: {8.x: {off: true}}", "TXT007", "not the id of a task"),
        ("  tasks: {8.1: {days: {low: 3, likely: 2, high: 5}}}", "NUM021", "ascending"),
        ("  tasks: {4.1: {hours: {settings: 8}}, 4.2: {hours: {settings: 9}}}", "KEY005", "task 4.1"),
        ("  people: [{id: a, name: A, roles: [consultant], share: 0}]", "NUM014", "share"),
        ("  people: [{id: a, name: A, roles: []}]", "LIM006", "at least 1"),
        ("  people: [{id: a, name: A, roles: x1}, {id: a, name: B, roles: x1}]", "ID005", "already used"),
        ("  people: [{id: a, name: A, roles: x1, weekdays: [holiday]}]", "ENU001", "mon"),
        ("  people: [{id: a, name: A, roles: x1, leave: [{from: 2027-02-02, until: 2027-02-01}]}]", "DAT003", "until"),
        (
            "  people: [{id: a, name: A, roles: x1, hourly: 5}, {id: b, name: B, roles: [x2, x1], hourly: 6}]",
            "KEY005",
            'already said by "a"',
        ),
        ("  people: [{id: a, name: A, roles: x1, hourly: 5}]\nrates: {x1: 5}", "KEY005", "already said by rates"),
        ("  blackouts: [{from: 2027-02-02}]", "KEY007", "belong together"),
        ("  blackouts: [{reason: season}]", "KEY006", "either days or month ends"),
        ("  blackouts: [{month_end: 20}]", "NUM015", "15"),
        ("  party: 1", "KEY001", "party"),
    ],
)
def test_a_fault_of_a_plan_is_said_at_its_line(tmp_path: Path, plan: str, code: str, words: str) -> None:
    with pytest.raises(DataError) as raised:
        read(tmp_path, plan + "\n")
    (found,) = (one for one in raised.value.problems if isinstance(one, Problem))
    assert (found.code, found.place.line, words in str(found)) == (code, 4, True), str(found)


@pytest.mark.parametrize(
    "given",
    [
        "plan.tasks.8.1.days=3",
        "plan.tasks.8.1={days: 3}",
        "plan={tasks: {8.1: {days: 3}}}",
        "plan.tasks={8.1: {days: 3}}",
    ],
)
def test_the_command_line_reaches_a_task_by_its_number(tmp_path: Path, given: str) -> None:
    written = read(tmp_path, "  deadline: 2027-06-30\n", given)
    days = written.brief.plan.tasks["8.1"].days
    assert days is not None
    assert days.likely == 3
    assert str(written.source.place(("plan", "tasks", "8.1", "days"))).startswith("--set plan")


def test_the_command_line_reaches_the_hours_of_a_piece_of_work(tmp_path: Path) -> None:
    written = read(tmp_path, FULL, "plan.tasks.4.1.hours.settings=5")
    assert {name: one.likely for name, (one, _) in written.brief.plan.hours.items()} == {
        "settings": 5,
        "given-settings": 2,
    }
