"""What a rule sees: one catalog with the places of its values, the other catalogs of the run, and its priced checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import AnyPrice, Catalog, Edition, Item
from crm_planner.lint.golden import Priced, lines_to_price, prepare, trial_of
from crm_planner.lint.run import Run
from crm_planner.place import Path, Place

MOST_LINES = 6_000
"""Lines the checks of one catalog may price together; real ones have a few dozen, and these take two seconds."""


class Listed(NamedTuple):
    """An item of a catalog and where it stands; each of its prices, the one or the dated ones, with its path."""

    path: Path
    edition: Edition
    item: Item
    prices: tuple[tuple[Path, AnyPrice], ...]


def listed_items(catalog: Catalog) -> Iterator[Listed]:
    """Every item of every edition, in written order."""
    for number, edition in enumerate(catalog.editions):
        for index, item in enumerate(edition.items):
            path = ("editions", number, "items", index)
            yield Listed(path, edition, item, tuple(_prices(path, item)))


def _prices(path: Path, item: Item) -> Iterator[tuple[Path, AnyPrice]]:
    if item.price is not None:
        yield (*path, "price"), item.price
    for number, entry in enumerate(item.prices or ()):
        yield (*path, "prices", number, "price"), entry.price


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
        priced, lines = [], 0
        for number in range(len(self.catalog.checks)):
            trial = trial_of(self.written, number)
            lines += lines_to_price(trial.golden, trial.candidate)
            prepared = prepare(trial, self.run.playbook, self.run.as_of, refused=lines > MOST_LINES)
            priced.append(prepared.price())
        return tuple(priced)

    def place(self, path: Path) -> Place:
        """Where something of the catalog is written."""
        return self.written.source.place(path)
