"""The load by week: nothing is lost when days are added up."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crm_planner.plan.schedule import DayLoad
from crm_planner.plan.weeks import WeekLoad, monday, week_loads, weeks
from tests.documents.plan.made import SCHEDULE, moment

DAYS = st.integers(0, 40).map(lambda number: date(2027, 1, 1) + timedelta(days=number))
LOADS = st.builds(
    DayLoad,
    st.sampled_from(["anna", "boris"]),
    DAYS,
    st.integers(0, 8).map(Decimal),
    st.integers(0, 2).map(Decimal),
    st.integers(0, 8).map(Decimal),
)


@given(st.lists(LOADS))
def test_hours_and_capacity_of_the_weeks_add_up_to_those_of_the_days(loads: list[DayLoad]) -> None:
    by_week = week_loads(loads)
    assert sum(one.hours for one in by_week) == sum(one.hours + one.level_of_effort for one in loads)
    assert sum(one.capacity for one in by_week) == sum(one.capacity for one in loads)
    assert {(one.person, one.week) for one in by_week} == {(one.person, monday(one.day)) for one in loads}


def test_the_weeks_of_a_plan_begin_on_mondays() -> None:
    assert weeks(SCHEDULE._replace(finish=moment(18, 4))) == (date(2027, 1, 11), date(2027, 1, 18))


def test_hours_without_any_capacity_are_no_share_of_it() -> None:
    assert WeekLoad("anna", date(2027, 1, 11), Decimal(1), Decimal(0)).share is None
    assert WeekLoad("anna", date(2027, 1, 11), Decimal(0), Decimal(0)).share == 0
