"""The coverage matrix: how each edition of a run stands to each category of cost, on the day of the run."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Edition, Item, price_on
from crm_planner.catalog.price import Included, NotOffered, OnRequest
from crm_planner.terms import CATEGORIES


class Stand(StrEnum):
    """How an edition stands to a category; of several items the first of these that fits one of them."""

    PRICED = "priced"
    INCLUDED = "included"
    OPTION = "option"
    ON_REQUEST = "on request"
    NOT_OFFERED = "not offered"
    ABSENT = "absent"


class Covered(NamedTuple):
    """One row of the matrix: a candidate and its categories, those that are absent left out."""

    candidate: str
    stands: dict[str, Stand]


def rows_of(written: WrittenCatalog, day: date) -> tuple[Covered, ...]:
    """A row for each edition of a catalog."""
    return tuple(Covered(one.id, _stands(one.edition, day)) for one in written.candidates())


def columns(rows: Iterable[Covered]) -> list[str]:
    """The categories that any of the rows has, in the order every table has them."""
    known = {category for row in rows for category in row.stands}
    return [category for category in CATEGORIES if category in known]


def _stands(edition: Edition, day: date) -> dict[str, Stand]:
    found: dict[str, list[Stand]] = {}
    for item in edition.items:
        found.setdefault(item.category, []).append(_stand(item, day))
    order = list(Stand)
    return {category: min(stands, key=order.index) for category, stands in found.items()}


def _stand(item: Item, day: date) -> Stand:
    match price_on(item, day)[0]:
        case None | OnRequest():
            return Stand.ON_REQUEST
        case NotOffered():
            return Stand.NOT_OFFERED
        case _ if item.optional:
            return Stand.OPTION
        case Included():
            return Stand.INCLUDED
        case _:
            return Stand.PRICED
