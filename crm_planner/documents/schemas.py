"""JSON Schemas for editors: what pydantic knows of each document, and what only an author needs to be told."""

from collections.abc import Iterator, Mapping
from typing import Any

from crm_planner.brief.model import Brief
from crm_planner.catalog.cases import Cases
from crm_planner.catalog.model import Catalog
from crm_planner.catalog.price_book import PriceBook
from crm_planner.catalog.price_list import PriceList
from crm_planner.company.model import Company
from crm_planner.document import Document
from crm_planner.documents.schema_examples import EXAMPLES
from crm_planner.documents.schema_words import WORDS
from crm_planner.documents.table_json import written
from crm_planner.playbook.whole import WholePlaybook
from crm_planner.simulation.actuals import Actuals

DOCUMENTS: Mapping[str, type[Document]] = {
    "catalog": Catalog,
    "overlay": PriceBook,
    "brief": Brief,
    "playbook": WholePlaybook,
    "company": Company,
    "cases": Cases,
    "import": PriceList,
    "actuals": Actuals,
}
"""What people write, by the name of its schema."""

Schema = dict[str, Any]

_OWN_KEYS: Schema = {"^x-": {"description": "Your own; the program ignores it."}}

_SHORTER: Mapping[str, list[Schema]] = {
    "Cells": [
        {"type": "string", "minLength": 1, "description": "The cell of the whole price.", "examples": ["Prices!D14"]},
        {
            "type": "object",
            "additionalProperties": {"type": "string", "minLength": 1},
            "description": "The cell of each total or pack, by its quantity.",
            "examples": [{"10": "Prices!D14"}],
        },
    ],
    "Users": [{"type": "integer", "minimum": 1, "description": "Everybody, all at the same time.", "examples": [10]}],
    "After": [{"type": ["string", "number"], "description": "A task that must be finished.", "examples": ["1.2"]}],
    "Heads": [{"type": "integer", "minimum": 1, "description": "So many.", "examples": [2]}],
    "MitigationPlan": [{"type": "string", "enum": ["open", "planned", "done"], "description": "How far it is."}],
    "Requirement": [
        {"type": "string", "description": "The value it must have."},
        {"type": "array", "items": {"type": "string"}, "description": "One of these values."},
        {"$ref": "#/$defs/Range"},
    ],
}
"""What may be written in place of the keys of a part."""

_WITH_KEYS = ("Users", "After", "Heads")
"""The parts whose keys may be written as well."""


def schema_json(name: str) -> str:
    """The JSON Schema of the documents called `name`, a key of DOCUMENTS."""
    return written({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema_of(name)})


def schema_of(name: str) -> Schema:
    """The same as a tree. Every key is described; keys beginning with x- are free; short ways to write are known."""
    schema: Schema = _overlay() if name == "overlay" else DOCUMENTS[name].model_json_schema(by_alias=True)
    if name == "playbook":  # each file of a playbook holds some of its sections
        schema["required"] = ["schema", "id"]
    for title, part in parts(schema):
        if "properties" in part:
            _describe(title, part)
    for title, others in _SHORTER.items():
        part = schema.get("$defs", {}).get(title)
        if part is not None:
            known = {key: part.pop(key) for key in ("title", "description") if key in part}
            short = [*others, dict(part)] if title in _WITH_KEYS else others  # the others' keys are the program's own
            part.clear()
            part.update({**known, "anyOf": short})
    return schema


_CHANGED = ("Edition", "Item", "Discount", "Source")
"""Parts of a catalog that a price book finds by their id, and changes key by key."""

_NULL: Schema = {"type": "null"}


def _overlay() -> Schema:
    """A price book: its own head, and what it changes of a catalog. Null takes a key away."""
    catalog: Schema = Catalog.model_json_schema(by_alias=True)
    for part in (catalog, *(catalog["$defs"][title] for title in _CHANGED)):
        part["required"] = ["id"]
        part["properties"] = {
            key: about if key == "id" else {"anyOf": [about, _NULL]} for key, about in part["properties"].items()
        }
    _describe("Catalog", catalog)
    book: Schema = PriceBook.model_json_schema(by_alias=True)
    _describe("PriceBook", book)
    return {
        **book,
        "properties": {**book["properties"], **_without(catalog["properties"], book["properties"])},
        "$defs": {**catalog["$defs"], **book.get("$defs", {})},
    }


def _without(properties: Schema, known: Schema) -> Schema:
    return {key: about for key, about in properties.items() if key not in known}


def parts(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """The document itself and each part it defines, by the name of its model."""
    yield schema["title"], schema
    yield from schema.get("$defs", {}).items()


def _describe(title: str, part: Schema) -> None:
    part["patternProperties"] = _OWN_KEYS
    for key, about in part["properties"].items():
        about.pop("title", None)
        said = words_for(title, key)
        if said is not None:
            about["description"] = said
        elif "const" in about:
            about["description"] = part["description"]
        if (title, key) in EXAMPLES:
            about["examples"] = EXAMPLES[title, key]


def words_for(title: str, key: str) -> str | None:
    """What an author is told of a key: of this part, else wherever it stands."""
    return WORDS.get(title, {}).get(key) or WORDS["*"].get(key)
