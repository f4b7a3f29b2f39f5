"""Price lists as CSV and as JSON: an entry for each item of each edition, its price in words, and every remark."""

import csv
import io
from collections.abc import Iterable, Iterator

from crm_planner.catalog.candidate import Candidate, WrittenCatalog
from crm_planner.catalog.model import Item
from crm_planner.documents.catalog import remarks
from crm_planner.documents.csv_cells import BYTE_ORDER_MARK, csv_text
from crm_planner.documents.prices import price_in_words
from crm_planner.documents.sources import base_name
from crm_planner.documents.table_json import written
from crm_planner.documents.wording import Speech

PRICE_LISTS = "crm-planner/price-lists/1"

_EDITION = ("candidate", "vendor", "product", "edition", "licence_metric", "currency", "prices_as_of")
_ITEM = ("tax", "id", "name", "category", "quantity", "charge", "price")
_WHERE = ("source", "source_file", "source_line", "source_cell")
_COLUMNS = ("row", "catalog", *_EDITION, *_ITEM, *_WHERE, "remark")

Entry = dict[str, str | int | None]


def catalogs_json(catalogs: Iterable[WrittenCatalog], speech: Speech) -> str:
    """`catalogs` as a document of the schema crm-planner/price-lists/1; null is unknown."""
    lists = [
        {"id": one.catalog.id, "items": list(_items(one, speech)), "remarks": list(_remarks(one, speech))}
        for one in catalogs
    ]
    language = {"language": speech.language, "fell_back": sorted(speech.fell_back)}
    return written({"schema": PRICE_LISTS, "catalogs": lists, **language})


def catalogs_csv(catalogs: Iterable[WrittenCatalog], speech: Speech) -> str:
    """The same: a row for each item, then one for each remark. Heads are the same in every language."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="")
    writer.writeheader()
    for one in catalogs:
        entries: list[Entry] = [{"row": "item", **entry} for entry in _items(one, speech)]
        entries += [{"row": "remark", "remark": remark} for remark in _remarks(one, speech)]
        writer.writerows(_fields({"catalog": one.catalog.id, **entry}) for entry in entries)
    return BYTE_ORDER_MARK + out.getvalue()


def _fields(entry: Entry) -> dict[str, str]:
    return {key: csv_text(str(value)) for key, value in entry.items() if value is not None}


def _remarks(one: WrittenCatalog, speech: Speech) -> Iterator[str]:
    return (speech.show(remark) for remark in remarks(one))


def _items(one: WrittenCatalog, speech: Speech) -> Iterator[Entry]:
    for candidate in one.candidates():
        for number, item in enumerate(candidate.edition.items):
            yield _edition(candidate, speech) | _item(candidate, number, item, speech)


def _edition(candidate: Candidate, speech: Speech) -> Entry:
    catalog, edition = candidate.catalog, candidate.edition
    return {
        "candidate": candidate.id,
        "vendor": speech.show(catalog.vendor),
        "product": speech.show(catalog.product),
        "edition": speech.show(edition.name),
        "licence_metric": edition.licence_metric,
        "currency": catalog.currency,
        "prices_as_of": catalog.prices_as_of.isoformat() if catalog.prices_as_of else None,
    }


def _item(candidate: Candidate, number: int, item: Item, speech: Speech) -> Entry:
    place = candidate.item_place(number, ("price" if item.price is not None else "prices",))
    return {
        "tax": (item.tax or candidate.catalog.tax).treatment,
        "id": item.id,
        "name": speech.show(item.name) or None,
        "category": item.category,
        "quantity": item.quantity,
        "charge": item.charge,
        "price": speech.show(price_in_words(item)),
        "source": item.source,
        "source_file": base_name(place),
        "source_line": place.line,
        "source_cell": place.cell or None,
    }
