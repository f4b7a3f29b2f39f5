"""National calendars: public holidays, days moved by decree and worked weekends, as the package `holidays` knows them.

Its figures are checked against the published working days of Russia (248, 247, 247 and 247 in 2024 to 2027, by the
production calendars) in the tests. Days that a government has not moved yet are not known to anybody.
"""

from datetime import date

from crm_planner.errors import DataError, MissingExtra
from crm_planner.place import Place
from crm_planner.plan.calendar import Calendar
from crm_planner.plan.task import WHOLE_FILE
from crm_planner.problem import Problem, quoted

_WEEK = range(7)


def national(country: str, first_year: int, last_year: int, region: str = "", place: Place = WHOLE_FILE) -> Calendar:
    """The calendar of `country` (ISO 3166, such as RU) in these years, of one `region` of it if one is named.

    The names of the days off are in the country's own language. Raises DataError if the country or region has no
    calendar, MissingExtra if the package is not installed.
    """
    try:
        import holidays
    except ImportError:
        said = "national calendars need a part that is not installed: pip install 'crm-planner[plan]'"
        raise MissingExtra(said) from None
    years = range(first_year, last_year + 1)
    try:
        language = holidays.country_holidays(country, subdiv=region or None).default_language
        days = holidays.country_holidays(country, subdiv=region or None, years=years, language=language)
    except NotImplementedError:
        name = f"{country}, {region}" if region else country
        hint = (
            "Write the two letters of a country, such as RU, JP or KZ, and a region only where it has days of its own"
        )
        raise DataError([Problem(place, "PLN013", f"no calendar is known for {quoted(name)}", hint)]) from None
    return Calendar(
        id=f"{country}-{region}" if region else country,
        weekdays=tuple(day for day in _WEEK if day not in days.weekend),
        holidays={day: name for day, name in sorted(days.items()) if day.year in years},
        worked=frozenset(day for day in days.weekend_workdays if day.year in years),
    )


def working_days(calendar: Calendar, year: int) -> int:
    """How many days of `year` are worked."""
    first = date(year, 1, 1).toordinal()
    return sum(calendar.works(date.fromordinal(day)) for day in range(first, date(year + 1, 1, 1).toordinal()))
