"""The mapping that makes a catalog of a vendor's price list: which column holds what, and what printed words mean.

A mapping declares; nothing is guessed. What is printed and not described is a fault, so a new list that has changed
its form is noticed before a figure is.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from crm_planner.catalog.model import Rounding, Tax
from crm_planner.catalog.model import Source as ListSource
from crm_planner.catalog.vocabulary import Charge, LicenceMetric
from crm_planner.document import Document, Fault, Part, entries
from crm_planner.fields import (
    Count,
    CurrencyCode,
    Identifier,
    IsoDate,
    LongTextField,
    Note,
    OneLine,
    Quantity,
    TextField,
    Truth,
)
from crm_planner.letters import one_of
from crm_planner.limits import CONDITIONS, EDITIONS, TABLE_COLUMNS, TABLE_ROWS
from crm_planner.place import Source
from crm_planner.refusal import refuse
from crm_planner.terms import Category

IMPORT = "crm-planner/import/1"

Field_ = Literal["edition", "item", "category", "charge", "quantity"]
PriceForm = Literal["flat", "per_unit", "totals", "package", "packs", "volume", "graduated"]
State = Literal["included", "not_offered", "on_request"]
Word = Literal[Category, Charge, State]
Steps = Literal["up_to", "from", "range"]


class Head(Part):
    """What the catalog says before its editions."""

    id: Identifier
    vendor: TextField
    product: TextField
    currency: CurrencyCode
    rounding: Rounding | None = None
    prices_as_of: IsoDate | None = None
    tax: Tax = Tax(treatment="unknown")
    note: LongTextField | None = None


class Csv(Part):
    """How a CSV file is written: its encoding and signs, which no program can know."""

    encoding: Literal["utf-8", "utf-16", "cp1251", "cp1252", "cp866", "koi8-r", "shift_jis", "euc-jp"] = "utf-8"
    delimiter: Literal[",", ";", "|", "\t"] = ","
    decimal: Literal[".", ","] = "."
    group: Literal["", " ", ".", ",", "'"] = ""

    @model_validator(mode="after")
    def _signs_differ(self) -> Self:
        if self.decimal == self.group:
            refuse("KEY006", f'decimal and group are both "{self.group}"', "Write two different signs", at="group")
        return self


class Columns(Part):
    """The heading of the column each thing is in, as the list prints it."""

    edition: OneLine | None = None
    item: OneLine | None = None
    category: OneLine | None = None
    charge: OneLine | None = None
    quantity: OneLine | None = None
    price: OneLine | None = None
    note: OneLine | None = None


class PriceColumn(Part):
    """One of several columns of prices, and what its heading stands for."""

    column: OneLine
    edition: Note | None = None
    item: Note | None = None
    quantity: Quantity | None = None


class Condition(Part):
    """Something that is true of some rows: what the cell in a column is, begins with, or that it is empty."""

    column: OneLine
    is_: OneLine | None = Field(default=None, alias="is")
    begins: OneLine | None = None
    empty: Truth | None = None

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if sum(value is not None for value in (self.is_, self.begins, self.empty)) != 1:
            refuse("KEY006", "a condition has one of is, begins and empty", "Write exactly one of them")
        return self

    def holds(self, text: str) -> bool:
        """Whether it is true of a cell with this text, which is empty where nothing stands in it."""
        if self.empty is not None:
            return self.empty is (not text)
        return text == self.is_ if self.is_ is not None else text.startswith(self.begins or "")


Conditions = Annotated[tuple[Condition, ...], Field(max_length=CONDITIONS)]


class Rows(Part):
    """Which rows under the headings hold prices. Rows without anything in the columns that are read never do."""

    skip: Conditions = ()
    only: Conditions = ()
    stop: Conditions = ()
    last: Annotated[Count, Field(le=TABLE_ROWS)] | None = None


class PrintedEdition(Part):
    """What the list calls an edition, and what the catalog says of it."""

    printed: Note | None = None
    id: Identifier
    name: TextField | None = None
    licence_metric: LicenceMetric
    note: LongTextField | None = None


class PrintedItem(Part):
    """What the list calls an item, what the catalog says of it, and how to read its price."""

    printed: Note | None = None
    id: Identifier
    name: TextField | None = None
    category: Category | None = None
    quantity: Identifier | None = None
    charge: Charge | None = None
    price: PriceForm
    at: Quantity | None = None
    steps: Steps | None = None
    combine: Literal["cover", "exact", "single"] | None = None
    optional: Truth | None = None
    note: LongTextField | None = None

    @model_validator(mode="after")
    def _described(self) -> Self:
        if (self.steps is None) == (self.price in {"volume", "graduated"}):
            hint = "Write steps: up_to, from or range" if self.steps is None else "Remove steps"
            refuse("KEY007", f"steps says how the tiers of a price are printed, and this price is {self.price}", hint)
        if (self.combine is None) == (self.price == "packs"):
            hint = "Write combine: cover, exact or single" if self.combine is None else "Remove combine"
            refuse("KEY007", f"combine says how packs add up, and this price is {self.price}", hint)
        return self


Tree = Mapping[str, Any]


def prices_are_found_one_way(written: Tree) -> Iterator[Fault]:
    """The prices are in one column, or in several that say what their headings stand for."""
    in_one, in_several = _columns(written).get("price") is not None, bool(written.get("prices"))
    if in_one == in_several:
        said = "prices are found by columns.price, or by a list under prices; write exactly one of them"
        yield Fault(("prices",) if in_several else ("columns",), "KEY006", said)


def what_is_printed_is_described(written: Tree) -> Iterator[Fault]:
    """Every edition and item has the text it is known by, unless there is one only; no two have the same."""
    for key, one in (("editions", "edition"), ("items", "item")):
        found = [one in _columns(written), *(one in column for _, column in entries(written, "prices"))]
        described, seen = entries(written, key), dict[object, int]()
        for index, entry in described:
            printed = entry.get("printed")
            if printed is None and len(described) > 1:
                said = f"of several {key} each needs printed: the text the list calls it by; add it"
                yield Fault((key, index), "KEY002", said)
            elif printed is not None and printed in seen:
                said = f"{printed} is already described by {key}[{seen[printed]}]; keep one"
                yield Fault((key, index, "printed"), "ID005", said)
            seen.setdefault(printed, index)
        if len(described) > 1 and not any(found):
            said = f"nothing says which row is of which {one}; add columns.{one}, or keep one of the {key}"
            yield Fault((key,), "KEY007", said)
        for index, column in entries(written, "prices"):
            if one in column and column[one] not in seen:
                known = one_of(str(text) for text in seen if text is not None)
                said = f'no entry of {key} has printed: "{column[one]}"; there are {known or "none"}'
                yield Fault(("prices", index, one), "REF005" if one == "edition" else "REF002", said)
    yield from _repeated_editions(written)


def _repeated_editions(written: Tree) -> Iterator[Fault]:
    first: dict[object, int] = {}
    for index, entry in entries(written, "editions"):
        if entry.get("id") in first:
            said = f'the id "{entry["id"]}" is already used by editions[{first[entry["id"]]}]; choose another'
            yield Fault(("editions", index, "id"), "ID005", said)
        first.setdefault(entry.get("id"), index)


def columns_are_there(written: Tree) -> Iterator[Fault]:
    """An item has a category, its own or from a column; what is filled down has a column."""
    columns = _columns(written)
    for index, entry in entries(written, "items"):
        if "category" not in entry and "category" not in columns:
            yield Fault(("items", index), "KEY002", "the item has no category; add it, or columns.category")
    filled = written.get("fill_down")
    for index, name in enumerate(filled if isinstance(filled, list | tuple) else ()):
        if isinstance(name, str) and name in Columns.model_fields and name not in columns:
            yield Fault(("fill_down", index), "KEY007", f"columns has no {name}; add it, or remove it here")


def _columns(written: Tree) -> Tree:
    columns = written.get("columns")
    return columns if isinstance(columns, dict) else {}


Many = Field(min_length=1, max_length=EDITIONS)


class PriceList(Document):
    """How a vendor's price list becomes a catalog: for `crm-planner catalog import`."""

    cross_checks = (prices_are_found_one_way, what_is_printed_is_described, columns_are_there)

    schema_: Literal["crm-planner/import/1"] = Field(alias="schema")
    catalog: Head
    source: ListSource
    sheet: OneLine | None = None
    csv: Csv | None = None
    header: Annotated[Count, Field(le=TABLE_ROWS)] = 1
    columns: Columns
    prices: Annotated[tuple[PriceColumn, ...], Field(max_length=TABLE_COLUMNS)] = ()
    fill_down: tuple[Field_, ...] = ()
    rows: Rows = Rows()
    editions: Annotated[tuple[PrintedEdition, ...], Many]
    items: Annotated[tuple[PrintedItem, ...], Many]
    words: dict[OneLine, Word] = {}
    empty: State | None = None


class WrittenPriceList(NamedTuple):
    """A mapping and the document it was read from."""

    mapping: PriceList
    source: Source
