"""By what candidates are compared, as published and like for like, and what may vary beside them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

Measure = Literal["published", "like_for_like"]
MEASURES: tuple[Measure, ...] = ("published", "like_for_like")

Totals = Mapping[str, Decimal | None]
"""What each candidate costs by one measure; None where it is not ranked."""

Driver = Literal["users", "years", "discount", "support_rate", "exchange"]


class Figure(NamedTuple):
    """What varies: users, years, a candidate's discount on licences or rate of support in percent points, a currency.

    `of` is the candidate or the currency; nothing for users and years. `now` is the value in the brief.
    """

    driver: Driver
    of: str = ""
    now: Decimal | None = None
