"""A vendor's price list for a reader: editions, items, prices in words, sources, and what is not known."""

from collections.abc import Iterable, Iterator

from crm_planner.catalog.candidate import Candidate, WrittenCatalog
from crm_planner.catalog.model import Catalog, Edition, Item, Source
from crm_planner.catalog.replaced import book_in_words, changes
from crm_planner.documents.conditions import conditions
from crm_planner.documents.names import TREATMENTS
from crm_planner.documents.page import Cell, Column, Page, Row, Table
from crm_planner.documents.prices import price_in_words
from crm_planner.text import Message, Text, mark

_UNKNOWN = Message(mark("unknown"))


def _left(*wordings: str) -> tuple[Column, ...]:
    return tuple(Column(Message(wording), "left") for wording in wordings)


def catalogs_page(catalogs: Iterable[WrittenCatalog]) -> Page:
    """All catalogs: an edition each row."""
    columns = _left(
        mark("vendor"), mark("product"), mark("edition"), mark("licence metric"), mark("currency"), mark("prices of")
    )
    rows = tuple(
        Row(Text.plain(candidate.id), _edition_cells(written.catalog, candidate.edition))
        for written in catalogs
        for candidate in written.candidates()
    )
    return Page(Message(mark("Catalogs")), (Table(Message(mark("candidate")), columns, rows),))


def _edition_cells(catalog: Catalog, edition: Edition) -> tuple[Cell, ...]:
    values = (catalog.vendor, catalog.product, edition.name, edition.licence_metric, Text.plain(catalog.currency))
    return (*(Cell(value) for value in values), Cell(catalog.prices_as_of or _UNKNOWN))


def catalog_page(written: WrittenCatalog) -> Page:
    """One catalog: a table of items for each edition, its sources, and what is unknown about it."""
    catalog = written.catalog
    wording = mark("{vendor}, {product}. Amounts in {currency}, as printed")
    title = Message(
        wording, {"vendor": catalog.vendor, "product": catalog.product, "currency": Text.plain(catalog.currency)}
    )
    editions = tuple(_edition(written, number, edition) for number, edition in enumerate(catalog.editions))
    sources = (sources_table(catalog.sources),) if catalog.sources else ()
    return Page(title, (*editions, *sources), tuple(remarks(written)))


def _edition(written: WrittenCatalog, number: int, edition: Edition) -> Table:
    columns = _left(
        mark("category"), mark("quantity"), mark("charge"), mark("price"), mark("source"), mark("written at")
    )
    title = Message(mark("{edition} ({metric})"), {"edition": edition.name, "metric": edition.licence_metric})
    candidate = Candidate(written.catalog, number, written.source)
    rows = tuple(_item(candidate, place, item) for place, item in enumerate(edition.items))
    return Table(Text.plain(f"{written.catalog.id}/{edition.id}"), columns, rows, title)


def _item(candidate: Candidate, number: int, item: Item) -> Row:
    cells = (
        Cell(item.category),
        Cell(item.quantity),
        Cell(item.charge),
        Cell(price_in_words(item)),
        Cell(None if item.source is None else Text.plain(item.source)),
        Cell(candidate.item_place(number, ("price" if item.price is not None else "prices",))),
    )
    return Row(item.name or Text.plain(item.id), cells)


def sources_table(sources: Iterable[Source]) -> Table:
    """Where the figures of a price list come from, and how sure each source is."""
    columns = _left(mark("title"), mark("kind"), mark("grade"), mark("retrieved"))
    rows = tuple(Row(Text.plain(one.id), _source(one)) for one in sources)
    return Table(Message(mark("source")), columns, rows, Message(mark("sources")))


def _source(source: Source) -> tuple[Cell, ...]:
    plain = (Text.plain(source.kind), Text.plain(source.grade))
    return (Cell(source.title), *(Cell(text) for text in plain), Cell(source.retrieved or _UNKNOWN))


def _tax(catalog: Catalog) -> Message:
    treatment = Message(TREATMENTS[catalog.tax.treatment])
    if catalog.tax.rate is None:
        return Message(mark("Tax: {treatment}"), {"treatment": treatment})
    return Message(mark("Tax: {treatment}, {rate} %"), {"treatment": treatment, "rate": catalog.tax.rate})


def remarks(written: WrittenCatalog) -> Iterator[object]:
    """What is unknown about a price list, what price books change in it, its conditions, and its notes."""
    catalog = written.catalog
    for book in written.books:
        yield book_in_words(catalog, book)
        if book.book.note is not None:
            yield book.book.note
    yield from (change.text for change in changes(catalog, written.source))
    if catalog.prices_as_of is None:
        yield Message(mark("The date of the prices is unknown"))
    else:
        yield Message(mark("Prices of {day}"), {"day": catalog.prices_as_of})
    yield _tax(catalog)
    yield from conditions(catalog)
    yield from (text for text in (catalog.tax.basis, catalog.note) if text is not None)
    noted = [(one.name, one.note) for one in catalog.editions]
    noted += [(item.name or Text.plain(item.id), item.note) for one in catalog.editions for item in one.items]
    noted += [(one.title, one.note) for one in catalog.sources]
    for name, note in noted:
        if note is not None:
            yield Message(mark("{item}: {remark}"), {"item": name, "remark": note})
