"""What a rule sees: one catalog with the places of its values, the other catalogs of the run, and its priced checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import AnyPrice, Catalog, Edition, Item
from crm_planner.catalog.price import NotOffered
from crm_planner.lint.golden import Priced, lines_to_price, price_check
from crm_planner.place import Path, Place
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.text import Text

MOST_LINES = 8_000
"""Lines the checks of one catalog may price together; real ones have a few dozen, and these take two seconds."""

MAX_AGE = 180
"""Days after which prices count as old, unless somebody says otherwise."""


_ALIKE = str.maketrans("01-", "ol_")


class Listed(NamedTuple):
    """An item of a catalog and where it stands."""

    path: Path
    edition: Edition
    item: Item

    def prices(self) -> Iterator[tuple[Path, AnyPrice]]:
        """Every price of the item with its path: the one, or each of the dated ones."""
        if self.item.price is not None:
            yield (*self.path, "price"), self.item.price
        for number, entry in enumerate(self.item.prices or ()):
            yield (*self.path, "prices", number, "price"), entry.price


def listed_items(catalog: Catalog) -> Iterator[Listed]:
    """Every item of every edition, in written order."""
    for number, edition in enumerate(catalog.editions):
        for index, item in enumerate(edition.items):
            yield Listed(("editions", number, "items", index), edition, item)


@dataclass(frozen=True)
class Run:
    """What the catalogs of one run share: each other, a playbook, the day they are judged on, the age of old prices."""

    catalogs: tuple[WrittenCatalog, ...]
    playbook: WrittenPlaybook
    as_of: date
    max_age: int = MAX_AGE

    @cached_property
    def sold(self) -> Mapping[Text, frozenset[str]]:
        """The coverage matrix: which categories each vendor sells as a part of every purchase."""
        found: dict[Text, set[str]] = {}
        for written in self.catalogs:
            found.setdefault(written.catalog.vendor, set()).update(_categories(written.catalog))
        return {vendor: frozenset(categories) for vendor, categories in found.items()}

    @cached_property
    def sellers(self) -> Mapping[str, tuple[Text, ...]]:
        """The vendors that sell each category, by category."""
        categories = sorted(frozenset[str]().union(*self.sold.values()))
        return {one: tuple(vendor for vendor, sold in self.sold.items() if one in sold) for one in categories}

    @cached_property
    def lists_of(self) -> Mapping[tuple[Text, Text], list[WrittenCatalog]]:
        """The catalogs of each product of each vendor."""
        found: dict[tuple[Text, Text], list[WrittenCatalog]] = {}
        for written in self.catalogs:
            found.setdefault((written.catalog.vendor, written.catalog.product), []).append(written)
        return found

    @cached_property
    def alike(self) -> Mapping[str, list[WrittenCatalog]]:
        """The catalogs whose ids look alike."""
        found: dict[str, list[WrittenCatalog]] = {}
        for written in self.catalogs:
            found.setdefault(seen(written.catalog.id), []).append(written)
        return found

    @cached_property
    def first_of(self) -> Mapping[str, WrittenCatalog]:
        """The first catalog with each id."""
        return {written.catalog.id: written for written in reversed(self.catalogs)}


def seen(name: str) -> str:
    """What a hasty reader sees of an id: the same text for all that look alike."""
    return name.translate(_ALIKE)


def _categories(catalog: Catalog) -> set[str]:
    """The categories a catalog has an ordinary item of that is for sale; a choice counts, an option does not."""
    return {
        listed.item.category
        for listed in listed_items(catalog)
        if not listed.item.optional and any(not isinstance(price, NotOffered) for _, price in listed.prices())
    }


@dataclass(frozen=True)
class Subject:
    """One catalog under examination."""

    written: WrittenCatalog
    run: Run

    @property
    def catalog(self) -> Catalog:
        return self.written.catalog

    @cached_property
    def items(self) -> tuple[Listed, ...]:
        """Every item of every edition."""
        return tuple(listed_items(self.catalog))

    @cached_property
    def checks(self) -> tuple[Priced, ...]:
        """Every check of the catalog, priced; computed when the first rule asks."""
        sizes = {edition.id: len(edition.items) for edition in self.catalog.editions}
        priced, lines = [], 0
        for number, check in enumerate(self.catalog.checks):
            lines += lines_to_price(check, sizes[check.edition])
            refused = lines > MOST_LINES
            priced.append(price_check(self.written, number, self.run.playbook, self.run.as_of, refused=refused))
        return tuple(priced)

    def place(self, path: Path) -> Place:
        """Where something of the catalog is written."""
        return self.written.source.place(path)
