"""National calendars hold the working days their governments published."""

from datetime import date

import pytest

from crm_planner.errors import DataError
from crm_planner.place import Place
from crm_planner.plan.national import national, working_days

RUSSIA = {2024: 248, 2025: 247, 2026: 247, 2027: 247}
"""Working days of the five-day week by the production calendars of the Russian government's decrees."""


@pytest.mark.parametrize(("year", "days"), RUSSIA.items())
def test_russia_has_the_published_number_of_working_days(year: int, days: int) -> None:
    assert working_days(national("RU", 2024, 2027), year) == days


def test_a_saturday_that_was_moved_is_worked_and_the_day_it_was_moved_to_is_not() -> None:
    russia = national("RU", 2027, 2027)
    assert russia.works(date(2027, 2, 20))
    assert not russia.works(date(2027, 2, 22))


def test_days_off_have_their_names_in_the_language_of_the_country() -> None:
    assert national("RU", 2027, 2027).holidays[date(2027, 5, 9)] == "День Победы"
    assert national("JP", 2027, 2027).holidays[date(2027, 5, 3)] == "憲法記念日"


def test_kazakhstan_rests_at_nauryz_and_japan_does_not() -> None:
    nauryz = date(2027, 3, 23)
    assert not national("KZ", 2027, 2027).works(nauryz)
    assert national("JP", 2027, 2027).works(nauryz)


def test_a_week_may_rest_on_friday() -> None:
    assert not national("SA", 2027, 2027).works(date(2027, 1, 15))
    assert national("SA", 2027, 2027).works(date(2027, 1, 17))


def test_a_region_has_its_own_days_off() -> None:
    epiphany = date(2027, 1, 6)
    assert not national("DE", 2027, 2027, "BY").works(epiphany)
    assert national("DE", 2027, 2027).works(epiphany)


@pytest.mark.parametrize(("country", "region"), [("XX", ""), ("DE", "XX")])
def test_a_country_or_region_without_calendar_is_refused_where_it_is_written(country: str, region: str) -> None:
    with pytest.raises(DataError, match=r"brief.yaml:3:9: error\[PLN013\]: no calendar is known for \"..(, ..)?\""):
        national(country, 2027, 2027, region, Place("brief.yaml", 3, 9))
