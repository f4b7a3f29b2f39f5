"""Who does the work: the playbook's team, and in its place the people of the brief with their days away."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crm_planner.errors import DataError
from crm_planner.plan.person import Person
from tests.plan.templates import BOX, CUSTOMISED, INDUSTRY, Tree, planned


def people(brief: Tree) -> dict[str, Person]:
    return {one.id: one for one in planned(brief)[1].undertaking.people}


def with_people(brief: Tree, *named: dict[str, Any]) -> dict[str, Any]:
    return {**brief, "plan": {"people": list(named)}}


def test_in_a_box_one_consultant_leads_and_trains_and_the_owner_is_the_administrator() -> None:
    found = people(BOX)
    assert found["sole-consultant"].roles == ("consultant", "project-manager", "trainer")
    assert found["owner-and-administrator"].roles == ("project-owner", "administrator")
    assert "developer" not in found


@pytest.mark.parametrize(("users", "heads"), [(1, 2), (20, 2), (21, 3), (25, 3)])
def test_there_is_a_key_user_for_every_ten_users_and_never_fewer_than_two(users: int, heads: int) -> None:
    assert people({**BOX, "users": users})["key-users"].heads == heads


def test_productive_hours_are_five_for_the_vendor_six_for_a_trainer_and_four_for_the_client() -> None:
    found = people(INDUSTRY)
    assert [found[name].capacity for name in ("analyst", "teacher", "key-users")] == [5, 6, 4]
    assert found["developers"].daily_hours == 10


def test_somebody_of_the_brief_takes_the_place_of_the_team_in_their_roles_alone() -> None:
    anna = {"id": "anna", "name": "Anna", "roles": ["consultant"], "share": Decimal("0.5")}
    found = people(with_people(BOX, anna))
    assert found["sole-consultant"].roles == ("project-manager", "trainer")
    assert (found["anna"].side, found["anna"].daily_hours) == ("vendor", Decimal("2.5"))


def test_a_person_may_have_hours_weekdays_and_days_away_of_their_own() -> None:
    leave = [{"from": "2027-02-01", "until": "2027-02-05", "reason": "holiday"}]
    anna = {
        "id": "anna", "name": "Anna", "roles": ["engineer"], "hours_a_day": 6, "heads": 2, "weekdays": ["mon", "tue"],
        "leave": leave,
    }  # fmt: skip
    person = people(with_people(CUSTOMISED, anna))["anna"]
    assert (person.daily_hours, person.weekdays) == (12, (0, 1))
    assert [(one.first, one.last) for one in person.absences] == [(date(2027, 2, 1), date(2027, 2, 5))]


def test_a_task_is_done_by_those_the_brief_names_for_it() -> None:
    people = [{"id": name, "name": name, "roles": ["developer"]} for name in ("anna", "boris")]
    _, made = planned({**CUSTOMISED, "plan": {"people": people, "tasks": {"4.2": {"people": ["boris"]}}}})
    task = next(one for one in made.undertaking.tasks if one.id == "4.2")
    assert {one.people for one in task.assignments} == {("boris",)}


def test_the_last_days_of_every_month_are_blacked_out_leap_years_included() -> None:
    _, made = planned({**BOX, "plan": {"blackouts": [{"month_end": 3, "roles": ["end-user"], "reason": "closing"}]}})
    days = [(one.absence.first, one.absence.last) for one in made.undertaking.blackouts]
    assert days[0] == (date(2027, 1, 29), date(2027, 1, 31))
    assert (date(2028, 2, 27), date(2028, 2, 29)) in days
    assert {one.roles for one in made.undertaking.blackouts} == {("end-user",)}


def test_the_calendar_is_of_the_clients_country_unless_the_plan_names_another() -> None:
    client = {"client": {"name": "C", "country": "RU"}}
    _, russian = planned({**BOX, **client})
    _, japanese = planned({**BOX, **client, "plan": {"country": "JP"}})
    _, unknown = planned(BOX)
    calendars = [one.undertaking.calendar for one in (russian, japanese, unknown)]
    assert [one.works(date(2027, 2, 23)) for one in calendars] == [False, False, True]
    assert [one.works(date(2027, 2, 11)) for one in calendars] == [True, False, True]


def test_a_country_nobody_has_a_calendar_of_is_refused_at_its_place() -> None:
    with pytest.raises(DataError, match="PLN013"):
        planned({**BOX, "plan": {"country": "XX"}})
