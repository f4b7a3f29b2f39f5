"""Price lists made for tests: workbooks as openpyxl writes them, workbooks of bare XML, and the mapping that fits."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from crm_planner.catalog.model import Catalog
from crm_planner.errors import DataError
from crm_planner.files.price_lists.copying import copy_list
from crm_planner.files.price_lists.lists import load_list, load_mapping
from crm_planner.problem import Problem

HEADINGS = ("Edition", "Item", "Quantity", "Price")
LICENCES = ("Standard", "Licences", 10, 51700)
TRAINING = ("Standard", "Training", 10, 6000)
INSTALLATION = ("Standard", "Installation", None, 7000)
SUPPORT = ("Standard", "Support", None, "free")
ROWS = (HEADINGS, LICENCES, TRAINING, INSTALLATION, SUPPORT)

HEAD = """\
schema: crm-planner/import/1
catalog: {id: acme, vendor: Acme, product: Acme CRM, currency: RUB}
source: {id: list, title: A price list, kind: price-list, retrieved: 2026-11-23, grade: B}
"""
COLUMNS = "columns: {edition: Edition, item: Item, quantity: Quantity, price: Price}\n"
EDITIONS = "editions: [{printed: Standard, id: standard, licence_metric: concurrent_user}]\n"
ITEMS = """\
items:
  - {printed: Licences, id: licences, category: licence, quantity: licences, price: totals}
  - {printed: Training, id: training, category: training, price: package}
  - {printed: Installation, id: deployment, category: deployment, price: flat}
  - {printed: Support, id: support, category: support, charge: yearly, price: flat}
"""
WORDS = "words: {free: included}\n"
MAPPING = HEAD + COLUMNS + EDITIONS + ITEMS + WORDS


def workbook(rows: Sequence[Sequence[Any]] = ROWS, title: str = "Prices") -> Workbook:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook as openpyxl writes it."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


_WORKBOOK = '<workbook><sheets><sheet name="Prices" sheetId="1" r:id="r1"{state}/></sheets></workbook>'
_RELATION = '<Relationship Id="{id}" Type="http://x/{kind}" Target="{target}"/>'


def bare(sheet: str, *, state: str = "", more: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The parts of a workbook whose one sheet is the XML `sheet`."""
    root = _RELATION.format(id="r0", kind="officeDocument", target="xl/workbook.xml")
    inside = _RELATION.format(id="r1", kind="worksheet", target="worksheets/sheet1.xml")
    return {
        "_rels/.rels": f"<Relationships>{root}</Relationships>".encode(),
        "xl/workbook.xml": _WORKBOOK.format(state=state).encode(),
        "xl/_rels/workbook.xml.rels": f"<Relationships>{inside}</Relationships>".encode(),
        "xl/worksheets/sheet1.xml": sheet.encode(),
        **(more or {}),
    }


def cells(xml: str) -> str:
    """A sheet whose rows are this XML."""
    return f"<worksheet><sheetData>{xml}</sheetData></worksheet>"


def zipped(parts: Mapping[str, bytes] | Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items() if isinstance(parts, Mapping) else parts:
            archive.writestr(name, data)
    return stream.getvalue()


def imported(folder: Path, data: bytes, mapping: str = MAPPING, name: str = "price.xlsx") -> Catalog:
    """The catalog that the list becomes. Raises DataError."""
    (folder / name).write_bytes(data)
    (folder / "mapping.yaml").write_text(mapping, encoding="utf-8")
    written = load_mapping(str(folder / "mapping.yaml"))
    draft = copy_list(load_list(str(folder / name), written), written)
    return Catalog.model_validate(draft.tree)


def problems(folder: Path, data: bytes, mapping: str = MAPPING, name: str = "price.xlsx") -> list[str]:
    """What is said of the list and its mapping, each problem without the folder."""
    try:
        imported(folder, data, mapping, name)
    except DataError as error:
        found = [problem for problem in error.problems if isinstance(problem, Problem)]
        return [str(problem).replace(f"{folder}/", "") for problem in found]
    return []
