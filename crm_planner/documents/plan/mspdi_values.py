"""How MS Project writes values in its XML: durations, amounts, lags, yes and no."""

from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from crm_planner.plan.schedule import HOURS_A_DAY

_SECONDS_AN_HOUR = 3600


def put(under: Element, **values: object) -> None:
    """An element for each value, in the order they are given: MS Project reads them in the order of its schema."""
    for name, value in values.items():
        SubElement(under, name).text = str(value)


def duration(hours: Decimal) -> str:
    """So many hours in the form of ISO 8601 that MS Project writes; rounded to the second."""
    seconds = round(hours * _SECONDS_AN_HOUR)
    minutes, rest = divmod(seconds, 60)
    return f"PT{minutes // 60}H{minutes % 60}M{rest}S"


def tenths_of_minutes(days: Decimal) -> int:
    """Working days as MS Project counts lags and slack."""
    return round(days * HOURS_A_DAY * 60 * 10)


def flag(value: bool) -> str:  # noqa: FBT001 - it is the value
    """Yes or no."""
    return "1" if value else "0"


def plain(number: Decimal) -> str:
    """A number without exponent and trailing zeros."""
    return f"{number.normalize():f}"


def hundredths(amount: Decimal) -> str:
    """An amount, which stands there in hundredths whatever the currency."""
    return plain(amount * 100)
