"""A plan against its baseline: what moved by how many working days, what came and what went."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crm_planner.plan.calendar import FIVE_DAY_WEEK, Calendar
from crm_planner.plan.comparison import baseline, compared, working_days_between
from crm_planner.plan.levelling import level
from tests.plan.made import person, task, undertaking

BEFORE = undertaking(task("A", x="16"), task("B", "A", x="16"), task("C", "B", days="1"), person("x"))


def test_a_plan_does_not_differ_from_itself() -> None:
    kept = baseline(level(BEFORE))
    same = compared(kept, kept, FIVE_DAY_WEEK)
    assert same.changed == ()
    assert (same.finish_days, same.hours) == (0, 0)


def test_more_hours_move_what_comes_after_them_by_working_days() -> None:
    """A takes three days instead of two: B and C move by one working day, C over the weekend."""
    after = undertaking(task("A", x="24"), task("B", "A", x="16"), task("C", "B", days="1"), person("x"))
    difference = compared(baseline(level(BEFORE)), baseline(level(after)), FIVE_DAY_WEEK)
    moved = {one.mark.id: (one.start_days, one.finish_days, one.hours) for one in difference.changed}
    assert moved == {"A": (0, 1, 8), "B": (1, 1, 0), "C": (1, 1, 0)}
    assert difference.finish_days == 1
    assert difference.hours == Decimal(8)


def test_tasks_that_came_and_went_are_told_from_those_that_moved() -> None:
    after = undertaking(task("A", x="16"), task("D", "A", x="4"), person("x"))
    difference = compared(baseline(level(BEFORE)), baseline(level(after)), FIVE_DAY_WEEK)
    came = [one.mark.id for one in difference.tasks if one.before is None]
    went = [one.mark.id for one in difference.tasks if one.after is None]
    assert (came, went) == (["D"], ["B", "C"])
    assert difference.hours == Decimal(4) - Decimal(16)
    assert difference.finish_days == -2


def test_holidays_are_no_working_days_in_between() -> None:
    calendar = Calendar("C", holidays={date(2027, 3, 8): "a day off"})
    assert working_days_between(date(2027, 3, 5), date(2027, 3, 9), calendar) == 1


@given(st.dates(date(2027, 1, 1), date(2027, 6, 1)), st.dates(date(2027, 1, 1), date(2027, 6, 1)))
def test_working_days_back_are_those_forward_with_the_other_sign(first: date, second: date) -> None:
    forward = working_days_between(first, second, FIVE_DAY_WEEK)
    assert working_days_between(second, first, FIVE_DAY_WEEK) == -forward
