"""Whom a change of price lists is tried on: firms of standard sizes, and the briefs of real clients."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.place import Source
from crm_planner.text import Message, Text, mark

SIZES = (5, 10, 25, 50)
"""How many people use the system in a firm of standard size, all at once."""

YEARS = 3
"""The horizon of a firm of standard size; its first year is shown too."""


class Client(NamedTuple):
    """A client, and what it is called: `users` of a firm of standard size, else the file of a brief and a scenario."""

    brief: WrittenBrief
    users: int | None = None
    scenario: str | None = None

    @property
    def file(self) -> str | None:
        """The file of the brief; None for a firm of standard size."""
        return None if self.users else self.brief.source.file

    @property
    def called(self) -> Message | Text:
        """The client in a sentence or at the head of a row: `10 users`, `firm-of-25.yaml (scenario long)`."""
        if self.users:
            return Message(mark("{users} users"), {"users": self.users})
        file = Text.plain((self.file or "").replace("\\", "/").rpartition("/")[2])
        if self.scenario is None:
            return file
        return Message(mark("{brief} (scenario {name})"), {"brief": file, "name": Text.plain(self.scenario)})


def standard_clients(catalogs: Iterable[WrittenCatalog]) -> Iterator[Client]:
    """A firm of each standard size for each currency of `catalogs`: amounts of several are never mixed."""
    for currency in sorted({written.catalog.currency for written in catalogs}):
        for users in SIZES:
            tree = {"client": {"name": f"{users} users"}, "users": users, "horizon_years": YEARS, "currency": currency}
            yield Client(WrittenBrief(Brief.model_validate(tree), Source(f"{users} users")), users)


def clients_of(briefs: Iterable[WrittenBrief]) -> Iterator[Client]:
    """Each brief, and after it each of its scenarios, as clients of their own."""
    for written in briefs:
        yield Client(written._replace(scenarios=()))
        for name, scenario in written.scenarios:
            yield Client(scenario._replace(scenarios=()), scenario=name)
