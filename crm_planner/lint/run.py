"""What the catalogs of one run share: what each must know of the others, a playbook, and the day they are judged on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog, Item
from crm_planner.catalog.price import NotOffered
from crm_planner.place import Place
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.text import Text

K = TypeVar("K")

MAX_AGE = 180
"""Days after which prices count as old, unless somebody says otherwise."""

_ALIKE = str.maketrans("01-", "ol_")


class Neighbour(NamedTuple):
    """All that the other catalogs of a run need to know of one, wherever that one is read.

    `items` are called EDITION.ITEM; `sold` are the categories every purchase may contain: a choice counts, an option
    does not.
    """

    id: str
    vendor: Text
    product: Text
    currency: str
    items: tuple[str, ...]
    sold: frozenset[str]
    id_place: Place
    currency_place: Place

    @classmethod
    def of(cls, written: WrittenCatalog) -> "Neighbour":
        catalog, place = written.catalog, written.source.place
        items = tuple(f"{edition.id}.{item.id}" for edition in catalog.editions for item in edition.items)
        places = place(("id",)), place(("currency",))
        return cls(catalog.id, catalog.vendor, catalog.product, catalog.currency, items, _sold(catalog), *places)


def _sold(catalog: Catalog) -> frozenset[str]:
    ordinary = (item for edition in catalog.editions for item in edition.items if not item.optional)
    return frozenset(item.category for item in ordinary if _is_sold(item))


def _is_sold(item: Item) -> bool:
    return any(not isinstance(price, NotOffered) for price in item.every_price)


@dataclass(frozen=True)
class Run:
    """What the rules see beside the one catalog: the others, and how all are judged."""

    catalogs: tuple[Neighbour, ...]
    playbook: WrittenPlaybook
    as_of: date
    max_age: int = MAX_AGE

    @cached_property
    def sold(self) -> Mapping[Text, frozenset[str]]:
        """Which categories each vendor sells as a part of every purchase."""
        return {
            vendor: frozenset[str]().union(*(one.sold for one in catalogs))
            for vendor, catalogs in _by(lambda one: one.vendor, self.catalogs).items()
        }

    @cached_property
    def sellers(self) -> Mapping[str, tuple[Text, ...]]:
        """The vendors that sell each category, by category."""
        categories = sorted(frozenset[str]().union(*self.sold.values()))
        return {one: tuple(vendor for vendor, sold in self.sold.items() if one in sold) for one in categories}

    @cached_property
    def lists_of(self) -> Mapping[tuple[Text, Text], list[Neighbour]]:
        """The catalogs of each product of each vendor."""
        return _by(lambda one: (one.vendor, one.product), self.catalogs)

    @cached_property
    def alike(self) -> Mapping[str, list[Neighbour]]:
        """The catalogs whose ids look alike."""
        return _by(lambda one: seen(one.id), self.catalogs)

    @cached_property
    def first_of(self) -> Mapping[str, Neighbour]:
        """The first catalog with each id."""
        return {one.id: one for one in reversed(self.catalogs)}


def _by(key: Callable[[Neighbour], K], catalogs: Iterable[Neighbour]) -> dict[K, list[Neighbour]]:
    found: dict[K, list[Neighbour]] = {}
    for one in catalogs:
        found.setdefault(key(one), []).append(one)
    return found


def seen(name: str) -> str:
    """What a hasty reader sees of an id: the same text for all that look alike."""
    return name.translate(_ALIKE)
