"""Reading a workbook that came back from a client: every cell of every sheet, its formula and the value it shows.

Nothing is calculated, run or fetched. What a hostile file may cost is bounded as it is for price lists.
"""

import posixpath
import re
from collections.abc import Mapping, Sequence
from decimal import Context, InvalidOperation
from xml.sax.xmlreader import AttributesImpl

from crm_planner.errors import DataError
from crm_planner.files.kinds import other_format
from crm_planner.files.office.archive import Archive
from crm_planner.files.office.xml_parts import Parts, Reader
from crm_planner.files.price_lists.sheet import Strings, unescaped
from crm_planner.files.price_lists.table import row_and_column
from crm_planner.files.price_lists.workbook import SheetsReader, beside, relations_of
from crm_planner.files.reading import called, read_bytes
from crm_planner.limits import BOOK_BYTES, BOOK_ELEMENTS, NUMBER_CHARACTERS
from crm_planner.living.returned import Found, Kept, Pages
from crm_planner.place import Place
from crm_planner.problem import Problem

_ZIP = b"PK\x03\x04"
_DIGITS = Context(prec=15)
"""A workbook shows and computes 15 significant digits."""

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_MACROS = "vbaproject.bin"
_SAVE = "Save it as .xlsx in a spreadsheet program, unprotected"


def load_pages(path: str) -> Pages:
    """The workbook at `path` ("-": standard input).

    Raises InputError if it cannot be read, DataError where it is no workbook, damaged, hostile or too large.
    """
    return read_pages(read_bytes(path, BOOK_BYTES), called(path))


def read_pages(data: bytes, file: str) -> Pages:
    """The workbook in `data`, which messages call `file`. Raises DataError as `load_pages`."""
    if not data.startswith(_ZIP):
        found = other_format(data) or ("a text" if data else "an empty file")
        raise DataError([Problem(Place(file), "ENC004", f"this is {found}, not a workbook", _SAVE)])
    parts = Parts(Archive(data, file), BOOK_ELEMENTS)
    if any(name.endswith(_MACROS) for name in parts.archive.entries):
        parts.refuse("WBK001", "the workbook has macros, which none of ours has", "Save it as .xlsx, without macros")
    return _pages(parts)


def _pages(parts: Parts) -> Pages:
    book = relations_of(parts, "_rels/.rels", "").by_kind.get("officeDocument", "")
    if book not in parts.archive:
        parts.refuse("IMP012", "this is a zip archive, but no workbook", _SAVE)
    relations = relations_of(parts, beside(book), posixpath.dirname(book))
    outline, strings = _Outline(), Strings()
    parts.read(book, outline)
    if relations.by_kind.get("sharedStrings", "") in parts.archive:
        parts.read(relations.by_kind["sharedStrings"], strings)
    sheets: dict[str, Mapping[tuple[int, int], Kept]] = {}
    for one in outline.found:
        part = relations.by_id.get(one.relation, "")
        if part not in parts.archive:
            parts.refuse("IMP012", f"the workbook lacks the part with the sheet {one.name[:80]}", "Get it again")
        reader = _Cells(strings.texts)
        parts.read(part, reader)
        sheets[one.name] = reader.cells
    return Pages(sheets, outline.names)


class _Outline(SheetsReader):
    """The sheets of a workbook, and the names it gives to cells."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, str] = {}
        self._name = ""

    def began(self, name: str, attributes: AttributesImpl) -> None:
        super().began(name, attributes)
        of_one_sheet = attributes.get("localSheetId") is not None
        self._name = attributes.get("name", "") if name == "definedName" and not of_one_sheet else ""

    def ended(self, name: str) -> None:
        self._name = ""

    def characters(self, content: str) -> None:
        if self._name:
            self.names[self._name] = self.names.get(self._name, "") + content


class _Cells(Reader):
    """The cells of one sheet that hold a value or a formula."""

    def __init__(self, strings: Sequence[str]) -> None:
        super().__init__()
        self.strings = strings
        self.cells: dict[tuple[int, int], Kept] = {}
        self._shared: dict[str, tuple[str, str]] = {}
        self._row = self._column = 0
        self._type = self._inside = ""
        self._pieces: dict[str, list[str]] = {"v": [], "f": []}
        self._group: str | None = None
        self._phonetic = False

    def began(self, name: str, attributes: AttributesImpl) -> None:
        match name:
            case "c":
                here = row_and_column(attributes.get("r", ""))
                self._row, self._column = here or (self._row, self._column + 1)
                self._type, self._group = attributes.get("t", "n"), None
                self._pieces = {"v": [], "f": []}
            case "row":
                written = attributes.get("r", "")
                self._row, self._column = int(written[:8]) if written.isdecimal() else self._row + 1, 0
            case "v" | "t" if not self._phonetic:
                self._inside = "v"
            case "f":
                self._inside = "f"
                self._group = attributes.get("si") if attributes.get("t") == "shared" else None
            case "rPh":
                self._phonetic = True

    def ended(self, name: str) -> None:
        self._inside = ""
        if name == "rPh":
            self._phonetic = False
        elif name == "c":
            value, formula = "".join(self._pieces["v"]), self._formula("".join(self._pieces["f"]))
            kept = Kept(self._value(value), formula, self._type == "e")
            if kept != Kept():
                self.cells[self._row, self._column] = kept

    def characters(self, content: str) -> None:
        if self._inside:
            self._pieces[self._inside].append(content)

    def _formula(self, written: str) -> str:
        """The formula of a cell; of several that share one, the first has its text."""
        if self._group is None:
            return written
        from openpyxl.formula.translate import Translator
        from openpyxl.utils import get_column_letter

        here = f"{get_column_letter(self._column)}{self._row}"
        if written:
            self._shared[self._group] = written, here
            return written
        first, origin = self._shared.get(self._group, ("", here))
        return Translator(f"={first}", origin).translate_formula(here).removeprefix("=") if first else "?"

    def _value(self, written: str) -> Found:
        match self._type:
            case "s":
                number = int(written) if written.isdecimal() and len(written) < 9 else -1  # noqa: PLR2004
                return unescaped(self.strings[number]) if 0 <= number < len(self.strings) else ""
            case "b":
                return "TRUE" if written in {"1", "true"} else "FALSE"
            case "n":
                return _number(written.strip())
        return unescaped(written) or None


def _number(written: str) -> Found:
    """A number in the digits a spreadsheet shows; as it is written where it is none."""
    if not written:
        return None
    if len(written) > NUMBER_CHARACTERS or not _NUMBER.fullmatch(written):
        return written
    try:
        return _DIGITS.create_decimal(written)
    except InvalidOperation:  # pragma: no cover - the pattern knows numbers
        return written
