"""The price book: what a client's or partner's prices change in a vendor's catalog, which itself stays as it is.

It says `extends: terrasoft` and holds only what differs. What has an id (editions, items, discounts, sources) is found
by it and changed key by key; what has none of its own is replaced as a whole; null takes a key away.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import Field

from crm_planner.document import Document
from crm_planner.fields import Identifier, LongTextField, TextField
from crm_planner.layers import NewPlace, Replaced
from crm_planner.place import Place, Source
from crm_planner.text import Message, mark


class PriceBook(Document):
    """The head of a price book; what it changes is judged together with the catalog it lies over."""

    schema_: Literal["crm-planner/catalog/1"] = Field(alias="schema")
    id: Identifier
    extends: Identifier
    name: TextField | None = None
    note: LongTextField | None = None


HEAD = tuple(field.alias or name for name, field in PriceBook.model_fields.items())
"""The keys that speak of the book itself."""


class WrittenBook(NamedTuple):
    """A price book and the document it was read from."""

    book: PriceBook
    source: Source

    @property
    def file(self) -> str:
        return self.source.file


def replacement(place: Place) -> Message | None:
    """What a figure of a price book stands in place of, in words; None for a figure of the catalog itself."""
    if not isinstance(place, NewPlace):
        return None
    if place.replaced is None:
        return Message(mark("added by the price book {book}"), {"book": place})
    return Message(mark("the price book {book} replaces {before}"), {"book": place, "before": _before(place.replaced)})


def _before(replaced: Replaced) -> Message:
    """The figure that was replaced and its place; of one that a lower price book brought, what that one replaced."""
    values = {"figure": replaced.figure, "where": replaced.place}
    if isinstance(replaced.place, NewPlace) and replaced.place.replaced is not None:
        wording = mark("{figure} ({where}), which replaces {before}")
        return Message(wording, values | {"before": _before(replaced.place.replaced)})
    return Message(mark("{figure} ({where})"), values)


def hidden(place: Place) -> Iterator[Replaced]:
    """Everything a figure stands in place of, the latest first."""
    while isinstance(place, NewPlace) and place.replaced is not None:
        yield place.replaced
        place = place.replaced.place
