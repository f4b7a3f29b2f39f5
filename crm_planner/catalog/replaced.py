"""What price books change in a catalog, in words: each change with its place and what it stands in place of."""

from collections.abc import Iterator
from typing import NamedTuple

from crm_planner.catalog.model import Catalog
from crm_planner.catalog.price_book import WrittenBook, replacement
from crm_planner.layers import changed
from crm_planner.place import Path, Place, Source
from crm_planner.text import Message, Text, mark

_PRICES = ("price", "prices")
_UNSAID = {"sources", "checks", "note", "source", "cell", "assumes", "name", "title"}
"""Words about figures, and what guards them: no figures themselves."""


class Change(NamedTuple):
    """Something a price book changed: its path in the catalog, where it is written now, and what is said of it."""

    path: Path
    place: Place
    text: Message

    @property
    def edition(self) -> int | None:
        """The number of the edition it is about; None if it is about all."""
        number = self.path[1] if self.path[0] == "editions" else None
        return number if isinstance(number, int) else None

    @property
    def item(self) -> int | None:
        """The number of the item in its edition; None if it is about no single one."""
        number = self.path[3] if self.path[2:3] == ("items",) else None
        return number if isinstance(number, int) else None

    @property
    def is_price(self) -> bool:
        """Whether it is an item's price, or a whole item."""
        return self.item is not None and self.path[4:] in ((), ("price",), ("prices",))


def book_in_words(catalog: Catalog, written: WrittenBook) -> Message:
    """That a price book lies over the catalog, and which."""
    values = {"product": catalog.product, "book": Text.plain(written.book.id), "where": written.source.place(("id",))}
    if written.book.name is None:
        return Message(mark("{product}: with the prices of the price book {book} ({where})"), values)
    values |= {"name": written.book.name}
    return Message(mark("{product}: with the prices of the price book {book}, {name} ({where})"), values)


def changes(catalog: Catalog, source: Source) -> Iterator[Change]:
    """Everything the price books over a catalog change, in the order they lie and are written."""
    for path in changed(source):
        place = source.place(path)
        said = replacement(place)
        if said is not None and not _UNSAID & {path[0], path[-1]}:
            yield Change(path, place, _about(catalog, path, said))


def _about(catalog: Catalog, path: Path, said: Message) -> Message:
    """`Licences: ...` of a price, `Licences, charge: ...` of another key."""
    called, rest = _called(catalog, path)
    if not rest or (len(rest) == 1 and rest[0] in _PRICES):
        return Message(
            mark("{product}: {item}: {remark}"), {"product": catalog.product, "item": called, "remark": said}
        )
    values = {"product": catalog.product, "item": called, "key": ".".join(map(str, rest)), "remark": said}
    if called is None:
        return Message(mark("{product}: {key}: {remark}"), values)
    return Message(mark("{product}: {item}: {key}: {remark}"), values)


def _called(catalog: Catalog, path: Path) -> tuple[object, Path]:
    """What a reader calls the thing at `path`, and the rest of the path inside it; None for the catalog itself."""
    match path:
        case ("editions", int(number), "items", int(index), *rest):
            return catalog.editions[number].items[index].called, tuple(rest)
        case ("editions", int(number), *rest):
            return catalog.editions[number].name, tuple(rest)
        case ("discounts", int(number), *rest):
            discount = catalog.discounts[number]
            return discount.name or discount.id, tuple(rest)
        case _:
            return None, path
