"""Reading one sheet of a workbook (.xlsx) into a table: what every cell holds, exactly, and what is hidden or merged.

Written for this purpose and not on openpyxl, which makes floats of numbers, says nothing of merged cells and hidden
rows where it reads within bounds, and reads parts that no price stands in. Nothing is computed and nothing is run.
"""

import posixpath
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.xmlreader import AttributesImpl

from crm_planner.errors import DataError
from crm_planner.files.office.archive import Archive
from crm_planner.files.office.xml_parts import Parts, Reader
from crm_planner.files.price_lists.formats import Formats, FormatsReader
from crm_planner.files.price_lists.sheet import SheetReader, Strings
from crm_planner.files.price_lists.table import Table
from crm_planner.letters import nearest, one_of
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted

_ROOT = "_rels/.rels"
_SAVE = "Save it as .xlsx in a spreadsheet program"
_NO_SHEET = "Name one that is there in `sheet:` of the mapping"


class Sheet(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    visible: bool


class Relations(Reader):
    """Which part a relation leads to, by its id and by the last word of its kind."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.by_id: dict[str, str] = {}
        self.by_kind: dict[str, str] = {}

    def began(self, name: str, attributes: AttributesImpl) -> None:
        target = attributes.get("Target")
        if name == "Relationship" and target and attributes.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
            self.by_id[attributes.get("Id", "")] = part
            self.by_kind.setdefault(attributes.get("Type", "").rpartition("/")[2], part)


class SheetsReader(Reader):
    """The sheets of a workbook, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Sheet] = []

    def began(self, name: str, attributes: AttributesImpl) -> None:
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            visible = attributes.get("state", "visible") == "visible"
            self.found.append(Sheet(attributes.get("name", ""), relation, visible))


def read_workbook(data: bytes, file: str, sheet: str | None = None) -> Table:
    """The cells of `sheet`, or of the first one, of the workbook in `data`.

    Raises DataError if it is damaged, hostile or too large, or has no such sheet that can be seen.
    """
    parts = Parts(Archive(data, file))
    book = relations_of(parts, _ROOT, "").by_kind.get("officeDocument", "")
    if book not in parts.archive:
        parts.refuse("IMP012", "this is a zip archive, but no workbook", _SAVE)
    relations = relations_of(parts, beside(book), posixpath.dirname(book))
    sheets = SheetsReader()
    parts.read(book, sheets)
    if not sheets.found:
        parts.refuse("IMP012", "this is a zip archive, but no workbook with sheets", _SAVE)
    chosen = _chosen(sheets.found, sheet, file)
    part = relations.by_id.get(chosen.relation, "")
    if part not in parts.archive:
        parts.refuse("IMP012", f"the workbook lacks the part with the sheet {quoted(chosen.name)}", "Get it again")
    return _table(parts, relations, part, chosen.name)


def _table(parts: Parts, relations: Relations, part: str, name: str) -> Table:
    strings, formats = Strings(), FormatsReader()
    shared: tuple[tuple[str, Reader], ...] = (("sharedStrings", strings), ("styles", formats))
    for kind, about in shared:
        if relations.by_kind.get(kind, "") in parts.archive:
            parts.read(relations.by_kind[kind], about)
    reader = SheetReader(parts.archive.file, name, strings.texts, Formats(formats.of_cells))
    parts.read(part, reader)
    if reader.problems:
        raise DataError(reader.problems)
    return reader.table()


def relations_of(parts: Parts, part: str, folder: str) -> Relations:
    """What `part` says of the others, of which it names none outside of `folder`'s archive."""
    relations = Relations(folder)
    if part in parts.archive:
        parts.read(part, relations)
    return relations


def beside(part: str) -> str:
    """The part with the relations of another."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _chosen(sheets: Sequence[Sheet], wanted: str | None, file: str) -> Sheet:
    names = [sheet.name for sheet in sheets if sheet.visible]
    if wanted is None:
        wanted = sheets[0].name
    found = next((sheet for sheet in sheets if sheet.name == wanted), None)
    if found is None:
        near = nearest(wanted or "", names)
        hint = f'Did you mean "{near}"?' if near else f"There are {one_of(map(quoted, names))}" if names else _NO_SHEET
        raise DataError([Problem(Place(file), "IMP009", f"the workbook has no sheet {quoted(wanted or '')}", hint)])
    if not found.visible:
        said = f"the sheet {quoted(found.name)} is hidden"
        raise DataError([Problem(Place(file), "IMP008", said, "Show it, or name another in `sheet:` of the mapping")])
    return found
