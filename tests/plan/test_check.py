"""What keeps a plan from being made is said at once, all of it, each where it was written."""

from datetime import date
from decimal import Decimal

import pytest

from crm_planner.errors import DataError
from crm_planner.place import Place
from crm_planner.plan.check import faults
from crm_planner.plan.levelling import level
from crm_planner.plan.person import Absence
from crm_planner.plan.task import Assignment, Points
from crm_planner.plan.undertaking import Undertaking
from tests.plan.made import MONDAY, person, task, undertaking


def said(work: Undertaking) -> str:
    """Every problem of the undertaking, a line each."""
    return "\n".join(map(str, faults(work)))


def test_a_circle_is_printed_as_the_circle_with_the_place_of_each_link() -> None:
    work = undertaking(task("A", "C", line=4), task("B", "A", line=5), task("C", "B", line=6), task("D", line=7))
    problem = said(work)
    assert problem.count("PLN001") == 1
    for step in ('"A" waits for "C" (work.yaml:4:3)', '"B" waits for "A" (work.yaml:5:3)', '"C" waits for "B"'):
        assert step in problem
    assert "D" not in problem.replace("PLN", "")


def test_a_task_that_waits_for_itself_is_a_circle() -> None:
    assert 'in a circle: "A" waits for "A" (work.yaml:4:3)' in said(undertaking(task("A", "A", line=4)))


def test_an_unknown_task_is_named_with_the_one_probably_meant() -> None:
    problem = said(undertaking(task("kick-off"), task("B", "kickoff", line=5)))
    assert problem == (
        'work.yaml:5:3: error[PLN002]: task "B" refers to task "kickoff", which the plan does not have. '
        'Did you mean "kick-off"?'
    )


def test_a_role_that_nobody_has_and_an_unknown_person_are_refused_together() -> None:
    named = task("B", line=5)._replace(assignments=(Assignment("x", "vendor", Points.fixed(8), ("ivan",)),))
    problem = said(undertaking(task("A", line=4, y="3"), named, person("x", name="anna")))
    assert 'work.yaml:4:1: error[PLN003]: task "A" needs the role "y", which nobody of the plan has' in problem
    assert 'work.yaml:5:1: error[PLN004]: task "B" is given to "ivan", who is not among the people' in problem


def test_a_role_without_hours_needs_nobody() -> None:
    assert faults(undertaking(task("A", days="1", y="0"))) == []


@pytest.mark.parametrize("change", [{"capacity": Decimal(0)}, {"share": Decimal(0)}, {"heads": 0}])
def test_somebody_without_an_hour_a_day_is_refused(change: dict[str, object]) -> None:
    nobody = person("x", line=50)._replace(**change)  # type: ignore[arg-type]
    assert "brief.yaml:50:3: error[PLN005]" in said(undertaking(task("A", x="8"), nobody))


def test_a_day_of_more_than_24_hours_is_refused() -> None:
    assert "at most 24" in said(undertaking(task("A", x="8"), person("x", "25")))


def test_every_end_before_its_beginning_is_found_at_once() -> None:
    away = person("x")._replace(absences=(Absence(MONDAY, date(2027, 2, 1), place=Place("brief.yaml", 52, 7)),))
    late = task("A", line=4)._replace(not_before=date(2027, 3, 9), deadline=date(2027, 3, 8))
    early = task("B", line=5)._replace(starts_on=date(2027, 2, 1))
    problem = said(undertaking(late, early, away)._replace(deadline=date(2027, 2, 2)))
    assert "the deadline is 2027-02-02, before the start, 2027-03-01" in problem
    assert 'the deadline of task "A" is 2027-03-08, before its first possible day, 2027-03-09' in problem
    assert 'the start of task "B" is 2027-02-01, before that of the plan, 2027-03-01' in problem
    assert (
        'brief.yaml:52:7: error[PLN006]: the last day of an absence of "x" is 2027-02-01, before its first' in problem
    )


def test_a_task_longer_than_the_horizon_is_refused_at_its_place() -> None:
    problem = said(undertaking(task("A", line=4, x="99999"), person("x")))
    assert problem.startswith('work.yaml:4:1: error[PLN007]: task "A" takes 12500 working days, more than the 5 years')


def test_tasks_that_only_together_exceed_the_horizon_are_refused() -> None:
    tasks = [task(f"T{number}", x="4000") for number in range(4)]
    with pytest.raises(DataError, match=r"brief.yaml:2:8: error\[PLN007\]: the plan does not end within 5 years"):
        level(undertaking(*tasks, person("x")))


def test_a_deadline_far_ahead_does_not_hide_that_the_plan_exceeds_the_horizon() -> None:
    with pytest.raises(DataError, match="PLN007"):
        level(undertaking(task("A", days="999"), task("B", "A", days="999"))._replace(deadline=date(2090, 1, 1)))


def test_more_than_2000_tasks_are_refused_at_the_first_too_many() -> None:
    tasks = [task(f"T{number}", line=number + 1) for number in range(2001)]
    assert said(undertaking(*tasks)).startswith("work.yaml:2001:1: error[PLN008]: 2,001 tasks are more than the 2,000")
    assert faults(undertaking(*tasks[:2000])) == []


def test_somebody_away_for_the_whole_project_is_refused_where_the_leave_is_written() -> None:
    leave = Absence(MONDAY, date(2027, 12, 31), place=Place("brief.yaml", 53, 7))
    away = person("x")._replace(absences=(leave,))
    problem = said(undertaking(task("A", x="40"), away))
    assert problem.startswith('brief.yaml:53:7: error[PLN009]: "x" has work in the plan but is away on every day of it')
    assert faults(undertaking(task("A", days="40"), away)) == []


def test_somebody_away_for_a_part_of_it_is_waited_for() -> None:
    away = person("x")._replace(absences=(Absence(MONDAY, date(2027, 3, 4)),))
    assert level(undertaking(task("A", x="40"), away)).start.day == date(2027, 3, 5)


def test_a_fixed_start_on_a_day_off_is_refused_by_who_is_off() -> None:
    saturday, tuesday = date(2027, 3, 6), date(2027, 3, 2)
    alone = task("A", line=4, days="1")._replace(starts_on=saturday)
    manned = task("B", line=5, x="8")._replace(starts_on=tuesday)
    away = person("x")._replace(absences=(Absence(tuesday, tuesday),))
    problem = said(undertaking(alone, manned, away))
    assert 'work.yaml:4:1: error[PLN017]: task "A" is to start on 2027-03-06, which is no working day of the' in problem
    assert 'work.yaml:5:1: error[PLN017]: task "B" is to start on 2027-03-02, which is no working day of "x"' in problem
    assert faults(undertaking(manned._replace(starts_on=date(2027, 3, 3)), away)) == []


def test_ids_used_twice_are_refused_at_the_second() -> None:
    problem = said(undertaking(task("A", line=4), task("A", line=5), person("x"), person("x", line=51)))
    assert 'work.yaml:5:1: error[PLN011]: another task has the id "A"' in problem
    assert 'brief.yaml:51:3: error[PLN011]: another person has the id "x"' in problem


def test_level_of_effort_neither_waits_nor_is_waited_for() -> None:
    management = task("M", "A", line=6)._replace(spans=("A",))
    problem = said(undertaking(task("A"), management, task("B", "M", line=7)))
    assert "work.yaml:6:3: error[PLN012]" in problem
    assert "work.yaml:7:3: error[PLN012]" in problem


def test_an_undertaking_without_a_task_is_refused() -> None:
    assert "error[PLN014]: there is no task to plan" in said(undertaking(person("x")))


def test_without_a_solver_a_plan_that_may_exist_is_not_called_impossible() -> None:
    """Two pairs of tasks fill two days exactly; the rules alone miss it, and say no more than that."""
    parts = [task(name, days="1", x=hours) for name, hours in (("A", "5"), ("B", "5"), ("C", "3"), ("D", "3"))]
    work = undertaking(*parts, person("x"))._replace(deadline=date(2027, 3, 2))
    assert level(work).days == 2
