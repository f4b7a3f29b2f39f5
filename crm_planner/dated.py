"""Values that change on known days: which entry of a dated list holds on a date."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """An entry that holds from a day on, until a later entry takes over."""

    @property
    def from_(self) -> date: ...


Entry = TypeVar("Entry", bound=Dated)


def holding(entries: Iterable[Entry], on: date) -> Entry | None:
    """The entry with the latest `from_` not after `on`; None before the first."""
    begun = [entry for entry in entries if entry.from_ <= on]
    return max(begun, key=lambda entry: entry.from_, default=None)
