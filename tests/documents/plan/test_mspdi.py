"""MS Project files: read back by MPXJ they say the same names, links, dates, work, calendars and costs."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.documents.plan.mspdi import mspdi
from crm_planner.documents.plan.mspdi_times import begins, ends, working_hours
from crm_planner.documents.plan.mspdi_values import duration
from crm_planner.documents.plan.mspdi_work import booked
from crm_planner.plan.calendar import Calendar
from crm_planner.plan.implementation import TaskCost
from crm_planner.plan.schedule import HOURS_A_DAY, Moment
from tests.documents.made import speech
from tests.documents.plan.made import CALENDAR, PEOPLE, SCHEDULE, plan
from tests.documents.plan.mpxj import computed_anew, read_back

NAMESPACE = "{http://schemas.microsoft.com/project}"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return read_back(mspdi(plan(), speech("ja")), tmp_path_factory.mktemp("mspdi"))


def tasks_of(read: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {task["wbs"]: task for task in read["tasks"]}


def parsed(**changes: Any) -> Element:
    root: Element = fromstring(mspdi(plan()._replace(**changes), speech()))
    return root


def texts(root: Element, path: str) -> list[str | None]:
    return [one.text for one in root.findall("/".join(f"{NAMESPACE}{part}" for part in path.split("/")))]


def test_mpxj_reads_the_outline_and_the_names(read: dict[str, Any]) -> None:
    assert [(task["outline_level"], task["name"]) for task in read["tasks"]] == [
        (1, "開始"),
        (2, "対象範囲の確認"),
        (2, "ヒアリング"),
        (1, "稼働開始"),
        (2, "データクレンジング"),
        (2, "本稼働"),
        (2, "プロジェクト管理"),
    ]


def test_mpxj_reads_the_dates_durations_and_what_is_critical(read: dict[str, Any]) -> None:
    for one in SCHEDULE.tasks:
        task = tasks_of(read)[one.task.id]
        assert datetime.fromisoformat(task["start"]) == datetime.fromisoformat(begins(one.start))
        assert datetime.fromisoformat(task["finish"]) == datetime.fromisoformat(ends(one.finish))
        assert task.get("duration", 0) == one.duration * HOURS_A_DAY * 3600
        assert task.get("critical", False) is one.critical
        assert task.get("total_slack", 0) == one.total_slack * HOURS_A_DAY * 3600
    assert tasks_of(read)["t4"]["milestone"]
    assert tasks_of(read)["t3"]["deadline"].startswith("2027-01-29")


def test_mpxj_reads_links_of_all_four_kinds_with_lags_and_leads(read: dict[str, Any]) -> None:
    ids = {task["unique_id"]: task["wbs"] for task in read["tasks"]}
    for one in SCHEDULE.tasks:
        found = {
            (ids[link["predecessor_task_unique_id"]], link["type"], link.get("lag", 0))
            for link in tasks_of(read)[one.task.id].get("predecessors", ())
        }
        assert found == {(link.after, link.kind, link.lag * HOURS_A_DAY * 3600) for link in one.task.links}


def test_mpxj_reads_the_work_and_the_cost_of_everybody_on_every_task(read: dict[str, Any]) -> None:
    ids = {task["unique_id"]: task["wbs"] for task in read["tasks"]}
    people = {one["unique_id"]: one["name"] for one in read["resources"]}
    names = {person.id: speech("ja").show(person.name) for person in PEOPLE}
    found = {
        (ids[one["task_unique_id"]], people[one["resource_unique_id"]]): (one["work"], one.get("cost", 0))
        for one in read["assignments"]
    }
    assert found == {
        ("t1", names["anna"]): (2 * 3600, 6000),
        ("t1", names["boss"]): (1 * 3600, 0),
        ("t2", names["anna"]): (10 * 3600, 30000),
        ("t2", names["users"]): (10 * 3600, 0),
        ("t3", names["users"]): (16 * 3600, 0),
        ("m", names["manager"]): (3 * 3600, 10500),
    }
    costs = {name: task.get("cost", 0) for name, task in tasks_of(read).items()}
    assert costs == {"start": 43000, "t1": 6000, "t2": 37000, "launch": 10500, "t3": 0, "t4": 0, "m": 10500}
    assert tasks_of(read)["t2"]["fixed_cost"] == 7000


def test_mpxj_reads_calendars_with_days_off_moved_days_leave_and_part_weeks(read: dict[str, Any]) -> None:
    country, *own = read["calendars"]
    assert [(one["from"], one["type"]) for one in country["exceptions"]] == [
        ("2027-01-16", "working"),
        ("2027-01-20", "non_working"),
    ]
    assert country["exceptions"][1]["name"] == "休日"
    assert (country["sunday"]["type"], country["monday"]["type"]) == ("non_working", "working")
    (boss,) = (one for one in own if one["name"] == "Sponsor")
    assert boss["friday"]["type"] == "non_working"
    assert [(one["from"], one["to"], one["type"]) for one in boss["exceptions"]] == [
        ("2027-01-14", "2027-01-15", "non_working")
    ]
    assert {one["unique_id"]: one["calendar_unique_id"] for one in read["resources"]} == {1: 2, 2: 3, 3: 4, 4: 5}


def test_mpxj_reads_how_much_of_a_day_everybody_has_and_what_an_hour_costs(read: dict[str, Any]) -> None:
    assert {one["name"]: one["max_units"] for one in read["resources"]} == {
        "Anna <A&B>": 62.5,
        "キーユーザー": 100,
        "Sponsor": 12.5,
        "Manager": 62.5,
    }
    assert {one["name"]: one.get("standard_rate") for one in read["resources"]} == {
        "Anna <A&B>": "3000.0/h",
        "キーユーザー": "1000.0/h",
        "Sponsor": None,
        "Manager": "3500.0/h",
    }


def test_the_dates_stay_when_they_are_computed_anew_by_the_rules_of_ms_project(tmp_path: Path) -> None:
    xml = mspdi(plan(), speech())
    written = {
        str(task.findtext(f"{NAMESPACE}WBS")): tuple(
            str(task.findtext(f"{NAMESPACE}{end}")).removesuffix(":00") for end in ("Start", "Finish")
        )
        for task in fromstring(xml).findall(f"{NAMESPACE}Tasks/{NAMESPACE}Task")
    }
    assert computed_anew(xml, tmp_path) == written


def test_a_task_starts_no_earlier_than_planned_only_where_no_link_leads_there() -> None:
    root = parsed()
    held = {}
    for task in root.findall(f"{NAMESPACE}Tasks/{NAMESPACE}Task"):
        name, constraint = task.find(f"{NAMESPACE}WBS"), task.find(f"{NAMESPACE}ConstraintType")
        assert name is not None
        held[name.text] = None if constraint is None else constraint.text
    assert held == {"start": None, "t1": "4", "t2": None, "launch": None, "t3": None, "t4": "4", "m": "4"}


def test_an_amount_that_is_not_hours_times_rate_becomes_a_fixed_cost_of_the_same_sum() -> None:
    """Were it left to the rate, MS Project would compute another sum than the estimate's."""
    discounted = {"t1": TaskCost((Decimal("5400.00"), Decimal(0)))}
    one = booked(plan()._replace(costs=discounted), SCHEDULE.tasks[0])
    assert (one.fixed, one.cost, [part.cost for part in one.spent]) == (5400, 5400, [0, 0])
    assert texts(parsed(costs=discounted), "Assignments/Assignment/CostRateTable")[:2] == ["1", "1"]


def test_an_unknown_amount_adds_nothing_to_what_is_known() -> None:
    unknown = {"t2": TaskCost((None, Decimal(0)), Decimal(7000))}
    assert booked(plan()._replace(costs=unknown), SCHEDULE.tasks[1]).cost == 7000


@pytest.mark.parametrize(
    ("hour", "begin", "end"), [(0, "09", "09"), (3, "12", "12"), (4, "14", "13"), (5, "15", "15"), (8, "18", "18")]
)
def test_the_fourth_hour_ends_before_the_break_and_the_fifth_begins_after_it(hour: int, begin: str, end: str) -> None:
    moment = Moment(date(2027, 1, 11), hour)
    assert (begins(moment), ends(moment)) == (f"2027-01-11T{begin}:00:00", f"2027-01-11T{end}:00:00")


@given(st.integers(0, 60), st.integers(0, 8), st.integers(0, 60), st.integers(0, 8))
def test_working_hours_are_those_counted_hour_by_hour(first: int, hour: int, last: int, until: int) -> None:
    calendar = CALENDAR._replace(weekdays=(0, 1, 2, 3))
    start, finish = (
        Moment(date.fromordinal(date(2027, 1, 1).toordinal() + day), at) for day, at in ((first, hour), (last, until))
    )
    counted = hours_one_by_one(calendar, start, finish) - hours_one_by_one(calendar, finish, start)
    assert working_hours(calendar, start, finish) == counted


def hours_one_by_one(calendar: Calendar, start: Moment, finish: Moment) -> int:
    first, last = start.day.toordinal() * 8 + start.hour, finish.day.toordinal() * 8 + finish.hour
    return sum(calendar.works(date.fromordinal(slot // 8)) for slot in range(first, last))


def test_durations_are_written_to_the_second() -> None:
    assert [duration(Decimal(hours)) for hours in ("0", "8.33", "100.01", "0.005")] == [
        "PT0H0M0S",
        "PT8H19M48S",
        "PT100H0M36S",
        "PT0H0M18S",
    ]
