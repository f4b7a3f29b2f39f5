"""A levelled plan: nobody has more to do than the day has hours, every link is kept, and claims are true."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings

from crm_planner.errors import DataError
from crm_planner.plan.calendar import Calendar
from crm_planner.plan.check import faults
from crm_planner.plan.levelling import critical_path, level
from crm_planner.plan.person import Absence, Blackout
from crm_planner.plan.schedule import Found, Moment, Schedule
from crm_planner.plan.undertaking import Undertaking
from tests.plan.hour_by_hour import undertakings, wrong
from tests.plan.made import MONDAY, person, task, undertaking


@given(undertakings())
@settings(max_examples=60)
def test_a_plan_keeps_everything_hour_by_hour(work: Undertaking) -> None:
    assume(not faults(work))
    plan = level(work, limit=1)
    assert wrong(work, plan) == []
    assert plan.bound + plan.gap == plan.days
    assert plan.network_days <= plan.bound <= plan.days


def dates(plan: Schedule) -> dict[str, tuple[str, str]]:
    return {one.task.id: (when(one.start), when(one.finish)) for one in plan.tasks}


def when(moment: Moment) -> str:
    """`03-01.4`: four hours of the first of March have passed."""
    return f"{moment.day:%m-%d}.{moment.hour}"


def test_one_person_does_two_tasks_one_after_the_other_and_two_people_at_once() -> None:
    tasks = task("A", x="16"), task("B", x="16")
    assert level(undertaking(*tasks, person("x"))).days == 4
    assert level(undertaking(*tasks, person("x", heads=2))).days == 2


def test_a_task_that_takes_half_the_day_leaves_the_other_half() -> None:
    """Four hours over two days leave twelve of sixteen: the second task still fits beside it."""
    plan = level(undertaking(task("A", days="2", x="4"), task("B", days="2", x="12"), person("x")))
    assert plan.days == 2
    assert [one.hours for one in plan.load] == [8, 8]


def test_fixed_days_and_hours_take_the_longer_of_both() -> None:
    plan = level(undertaking(task("A", days="3", x="8"), task("B", days="1", y="20"), person("x"), person("y", "5")))
    assert dates(plan) == {"A": ("03-01.0", "03-03.8"), "B": ("03-01.0", "03-04.8")}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("A", ("03-03.0", "03-03.8")),
        ("A:FS+1.5", ("03-04.4", "03-05.4")),
        ("A:FS-1", ("03-02.0", "03-02.8")),
        ("A:SS", ("03-01.0", "03-01.8")),
        ("A:SS+1", ("03-02.0", "03-02.8")),
        ("A:FF", ("03-02.0", "03-02.8")),
        ("A:FF+1", ("03-03.0", "03-03.8")),
        ("A:SF+2", ("03-02.0", "03-02.8")),
        ("A:FS+4", ("03-09.0", "03-09.8")),
    ],
)
def test_each_kind_of_link_with_its_lag(link: str, expected: tuple[str, str]) -> None:
    plan = critical_path(undertaking(task("A", days="2"), task("B", link, days="1")))
    assert dates(plan)["B"] == expected


def test_work_pauses_over_weekends_holidays_and_while_everybody_of_a_role_is_away() -> None:
    somebody = person("x")._replace(absences=(Absence(date(2027, 3, 9), date(2027, 3, 9)),))
    work = undertaking(task("A", days="7"), task("B", x="56"), somebody)
    work = work._replace(calendar=Calendar("C", holidays={date(2027, 3, 8): "a day off"}))
    assert dates(level(work)) == {"A": ("03-01.0", "03-10.8"), "B": ("03-01.0", "03-11.8")}


def test_the_other_one_goes_on_alone_at_half_the_pace() -> None:
    away = person("x", name="one")._replace(absences=(Absence(date(2027, 3, 2), date(2027, 3, 3)),))
    plan = level(undertaking(task("A", x="48"), away, person("x", name="other")))
    assert dates(plan)["A"] == ("03-01.0", "03-04.8")
    assert [one.hours for one in plan.load if one.person == "other"] == [8, 8, 8, 8]


def test_a_blackout_holds_for_the_roles_it_names() -> None:
    work = undertaking(task("A", x="8"), task("B", y="8"), person("x"), person("y"))
    work = work._replace(blackouts=(Blackout(Absence(MONDAY, MONDAY), ("x",)),))
    assert dates(level(work)) == {"A": ("03-02.0", "03-02.8"), "B": ("03-01.0", "03-01.8")}


def test_part_time_and_own_weekdays_make_a_task_longer() -> None:
    half = person("x")._replace(share=Decimal("0.5"))
    assert level(undertaking(task("A", x="16"), half)).days == 4
    mondays = person("x")._replace(weekdays=(0,))
    assert dates(level(undertaking(task("A", x="16"), mondays)))["A"] == ("03-01.0", "03-08.8")


def test_level_of_effort_lasts_as_long_as_its_tasks_and_delays_none() -> None:
    management = task("M", x="10")._replace(spans=("A", "B"))
    plan = level(undertaking(task("A", x="16"), task("B", "A", x="24"), management, person("x")))
    assert dates(plan)["M"] == ("03-01.0", "03-05.8")
    assert [one.level_of_effort for one in plan.load] == [2, 2, 2, 2, 2]
    assert not plan.planned("M").critical


def test_a_milestone_stands_at_the_end_of_the_day_it_closes() -> None:
    plan = level(undertaking(task("A", days="1"), task("done", "A"), task("B", "done", days="1")))
    assert dates(plan)["done"] == ("03-01.8", "03-01.8")
    assert dates(plan)["B"] == ("03-02.0", "03-02.8")


def test_slack_counts_the_people_who_are_busy() -> None:
    """By the links alone B may slip by three days; but its only person is needed for C, which is critical."""
    work = undertaking(task("A", y="32"), task("B", x="8"), task("C", "A:SS+1", x="24"), person("x"), person("y"))
    assert critical_path(work).planned("B").total_slack == 3
    levelled = level(work)
    assert levelled.days == 4
    assert levelled.planned("B").total_slack == 0
    assert levelled.planned("C").driver == "B"


def test_a_lead_does_not_let_one_person_do_two_tasks_at_once() -> None:
    """B might begin with A, but the only person has A to do first: A cannot slip."""
    plan = level(undertaking(task("A", x="8"), task("B", "A:FS-1", x="8"), task("C", days="9"), person("x")))
    assert (plan.planned("A").total_slack, plan.planned("A").free_slack) == (7, 0)
    assert (plan.planned("B").total_slack, plan.planned("B").free_slack) == (7, 7)


def test_free_slack_moves_nobody_and_total_slack_moves_not_the_end() -> None:
    work = undertaking(task("A", days="1"), task("B", "A", days="1"), task("C", days="5"))
    plan = critical_path(work)
    assert (plan.planned("A").free_slack, plan.planned("A").total_slack) == (0, 3)
    assert (plan.planned("B").free_slack, plan.planned("B").total_slack) == (3, 3)


def test_the_same_undertaking_gives_the_same_plan_twice() -> None:
    work = undertaking(
        *(task(f"T{number}", x=str(3 + number * 7 % 5), y=str(4 + number * 3 % 7)) for number in range(9)),
        person("x", "5"),
        person("y", "4"),
    )
    assert level(work) == level(work)


def test_a_plan_says_how_it_was_found() -> None:
    work = undertaking(task("A", x="8"), task("B", x="8"), person("x"))
    assert level(work).found is Found.BOUND
    assert critical_path(work).found is Found.NETWORK


def test_dates_that_somebody_fixed_are_kept() -> None:
    fixed = task("B", x="8")._replace(starts_on=date(2027, 3, 3))
    later = task("C", x="8")._replace(not_before=date(2027, 3, 5))
    plan = level(undertaking(task("A", x="16"), fixed, later, person("x")))
    assert plan.planned("B").start.day == date(2027, 3, 3)
    assert plan.planned("C").start.day == date(2027, 3, 5)


def test_a_deadline_decides_who_is_first() -> None:
    urgent = task("B", x="8")._replace(deadline=MONDAY)
    assert dates(level(undertaking(task("A", x="24"), urgent, person("x"))))["B"] == ("03-01.0", "03-01.8")


def test_a_deadline_no_plan_keeps_is_refused_with_the_date_it_takes_and_the_way_there() -> None:
    work = undertaking(task("A", days="3"), task("B", "A", days="4"))._replace(deadline=date(2027, 3, 5))
    with pytest.raises(DataError) as refused:
        level(work)
    assert str(refused.value) == (
        "brief.yaml:3:11: error[PLN010]: no plan keeps the deadline of the plan, 2027-03-05. In the shortest plan "
        'without it "B" is done on 2027-03-09, after "A". Move a date, add people, or shorten the work that leads there'
    )


def test_dates_that_only_people_make_impossible_are_named_together() -> None:
    """Each of the two can be kept, both cannot: one person cannot do two days' work in a day."""
    one = task("A", line=4, x="8")._replace(deadline=MONDAY)
    other = task("B", line=5, x="8")._replace(deadline=MONDAY)
    free = task("C", line=6, x="8")._replace(deadline=date(2027, 4, 1))
    with pytest.raises(DataError) as refused:
        level(undertaking(one, other, free, person("x")))
    said = str(refused.value)
    assert "no plan keeps the deadline of task" in said
    assert '"A", 2027-03-01' in said
    assert '"B", 2027-03-01' in said
    assert 'without it "A" is done on 2027-03-02, after "B".' in said
    assert '"C"' not in said
