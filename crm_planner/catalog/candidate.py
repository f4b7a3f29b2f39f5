"""A candidate: one edition of a catalog, and the place of each of its figures."""

from collections.abc import Iterable
from typing import NamedTuple

from crm_planner.catalog.in_use import InUse
from crm_planner.catalog.model import Catalog, DatedPrice, Edition, Item
from crm_planner.catalog.price_book import WrittenBook
from crm_planner.catalog.tiers import TierPrice
from crm_planner.errors import UsageError
from crm_planner.letters import nearest, one_of
from crm_planner.place import Path, Place, Source
from crm_planner.problem import Problem
from crm_planner.text import Message, Text


class WrittenCatalog(NamedTuple):
    """A catalog and the document it was read from; under price books, what they make of it, the lowest book first."""

    catalog: Catalog
    source: Source
    warnings: tuple[Problem, ...] = ()
    books: tuple[WrittenBook, ...] = ()
    in_use: InUse | None = None

    def candidates(self) -> tuple["Candidate", ...]:
        numbers = range(len(self.catalog.editions))
        return tuple(Candidate(self.catalog, number, self.source, self.books, self.in_use) for number in numbers)


class Candidate(NamedTuple):
    """One edition a client could buy, or has already: then `in_use` says what no vendor's price list does."""

    catalog: Catalog
    number: int
    source: Source
    books: tuple[WrittenBook, ...] = ()
    in_use: InUse | None = None

    @property
    def id(self) -> str:
        """CATALOG/EDITION."""
        return f"{self.catalog.id}/{self.edition.id}"

    @property
    def edition(self) -> Edition:
        return self.catalog.editions[self.number]

    @property
    def vendor(self) -> Text | Message:
        """Who sells it, or that the client has it."""
        return self.in_use.vendor if self.in_use else self.catalog.vendor

    @property
    def edition_called(self) -> Text | Message:
        """What a reader calls the edition."""
        return self.in_use.editions[self.edition.id].name if self.in_use else self.edition.name

    def answers_to(self, name: str) -> bool:
        """Whether `name` means this candidate: CATALOG/EDITION, or CATALOG for all its editions."""
        return name in (self.id, self.catalog.id)

    def place(self, *path: str | int) -> Place:
        """Where something of this edition is written."""
        return self.source.place(("editions", self.number, *path))

    def item_place(self, item: int, path: Path) -> Place:
        """Where something of an item of this edition is written, and of a figure the cell it was copied from."""
        return self.place("items", item, *path)._replace(cell=copied_from(self.edition.items[item], path) or "")


def copied_from(item: Item, path: Path) -> str | None:
    """The cell of its source that the figure at `path` of an item was copied from, where the catalog names one."""
    holder: Item | DatedPrice = item
    if path[:1] == ("reentry",):
        return None  # no catalog names the cells of its terms for coming back
    if path[:1] == ("prices",) and item.prices and len(path) > 1:
        holder, path = item.prices[int(path[1])], path[2:]
    figure, tiers = path[1:], holder.price.tiers if isinstance(holder.price, TierPrice) else ()
    meant = [tiers[int(figure[1])]] if tiers and len(figure) > 1 else tiers
    of_tiers = ", ".join(tier.cell for tier in meant if tier.cell)
    return of_tiers or (holder.cell.of(figure) if holder.cell else None)


def choose(catalogs: Iterable[WrittenCatalog], names: Iterable[str]) -> tuple[Candidate, ...]:
    """The candidates called `names`, in that order; CATALOG alone means all its editions, no names mean all there are.

    Raises UsageError for a name no catalog has, with the nearest one.
    """
    every = {candidate.id: candidate for written in catalogs for candidate in written.candidates()}
    chosen: dict[str, Candidate] = {}
    for name in names or every:
        found = {key: value for key, value in every.items() if value.answers_to(name)}
        if not found:
            raise UsageError(unknown_candidate(name, every))
        chosen |= found
    return tuple(chosen.values())


def unknown_candidate(name: str, known: Iterable[str]) -> str:
    """What to say about a candidate nobody knows."""
    names = list(known)
    near = nearest(name, [*names, *(known_name.partition("/")[0] for known_name in names)])
    hint = f'did you mean "{near}"?' if near else f"there are {one_of(names)}"
    return f'no catalog has the candidate "{name}"; {hint}'
