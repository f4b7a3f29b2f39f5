"""Calendar files: read by another library's parser they hold an all-day event for each task, with a UID that stays."""

import sys
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar
from icalendar.cal.component import Component

from crm_planner.documents.plan.events import ics, uid
from crm_planner.errors import MissingExtra
from crm_planner.text import Text
from tests.documents.made import speech
from tests.documents.plan.made import SCHEDULE, moment, plan


def events(language: str = "en") -> dict[str, Component]:
    made = plan()
    calendar = Calendar.from_ical(ics(made, speech(language), made.schedule.tasks))
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_every_task_is_an_all_day_event_from_its_first_to_its_last_day(language: str) -> None:
    found = events(language)
    assert len(found) == len(SCHEDULE.tasks)
    for one in SCHEDULE.tasks:
        event = found[uid(plan(), one)]
        assert type(event.decoded("dtstart")) is date
        assert event.decoded("dtstart") == one.start.day
        assert event.decoded("dtend") - timedelta(days=1) == one.finish.day
        assert one.task.name.in_language(language) in str(event["SUMMARY"])


def test_an_event_tells_people_hours_result_and_that_it_is_critical() -> None:
    event = events()[uid(plan(), SCHEDULE.tasks[0])]
    assert str(event["DESCRIPTION"]).splitlines() == [
        "Who: Anna <A&B>, Sponsor",
        "Hours: 3",
        "Result: Signed scope",
        "Critical: if it slips, the end slips",
    ]
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_a_uid_stays_when_dates_and_names_change_and_differs_between_tasks_clients_and_candidates() -> None:
    made, (first, second, *_) = plan(), SCHEDULE.tasks
    moved = first._replace(start=moment(20, 0), task=first.task._replace(name=Text.plain("Another")))
    assert uid(made, moved) == uid(made, first)
    others = {uid(made, second), uid(plan("Another firm"), first), uid(made._replace(candidate="a/b"), first)}
    assert len({uid(made, first), *others}) == 4


def test_the_same_plan_makes_the_same_file_whenever_it_is_written() -> None:
    made = plan()
    first = ics(made, speech(), made.schedule.tasks)
    assert first == ics(made, speech(), made.schedule.tasks)
    (stamp,) = {event.decoded("dtstamp") for event in Calendar.from_ical(first).walk("VEVENT")}
    assert isinstance(stamp, datetime)
    assert stamp.date() == made.made_on


def test_without_icalendar_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra, match=r"pip install crm-planner\[plan\]") as refused:
        ics(plan(), speech(), plan().schedule.tasks)
    assert refused.value.exit_status == 4
