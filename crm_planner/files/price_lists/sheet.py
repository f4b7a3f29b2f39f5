"""The cells of a sheet as its XML tells them: numbers from their own digits, formulas and errors as what they are."""

import re
from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Final
from xml.sax.xmlreader import AttributesImpl

from crm_planner.files.office.xml_parts import Reader
from crm_planner.files.price_lists.formats import Formats
from crm_planner.files.price_lists.table import Area, Content, Kind, Table, area, cell_name, row_and_column
from crm_planner.limits import NUMBER_CHARACTERS, TABLE_COLUMNS, TABLE_ROWS
from crm_planner.place import Place
from crm_planner.problem import Problem

_SHOWN: Final = Context(prec=15)
"""A workbook shows and computes 15 significant digits; 51699.999999999993 is how it stores 51700."""

_LARGEST = Decimal(10) ** 15
_PLAIN = re.compile(r"0|[1-9][0-9]{0,14}")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = {"1", "true"}


class Strings(Reader):
    """The texts that cells share, by number."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._phonetic = False

    def began(self, name: str, attributes: AttributesImpl) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._phonetic = True
        self._inside = name == "t" and not self._phonetic

    def ended(self, name: str) -> None:
        self._inside = False
        if name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.texts.append("".join(self._pieces))

    def characters(self, content: str) -> None:
        if self._inside:
            self._pieces.append(content)


class SheetReader(Reader):
    """The cells of a sheet; `problems` says where it goes on too far."""

    def __init__(self, file: str, sheet: str, strings: Sequence[str], formats: Formats) -> None:
        super().__init__()
        self.file, self.sheet, self.strings, self.formats = file, sheet, strings, formats
        self.problems: list[Problem] = []
        self._rows: dict[int, dict[int, Content]] = {}
        self._merged: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._row = self._column = 0
        self._type = self._style = ""
        self._pieces: list[str] = []
        self._formula = self._inside = self._phonetic = False

    def table(self) -> Table:
        """What was read."""
        hidden = (frozenset(self._hidden_rows), frozenset(self._hidden_columns))
        return Table(self.file, self.sheet, self._rows, tuple(self._merged), *hidden)

    def began(self, name: str, attributes: AttributesImpl) -> None:
        match name:
            case "c":
                self._begin_cell(attributes)
            case "v" | "t":
                self._inside = not self._phonetic
            case "f":
                self._formula = True
            case "row":
                self._row, self._column = _whole(attributes.get("r"), self._row + 1), 0
                if attributes.get("hidden") in _TRUE:
                    self._hidden_rows.add(self._row)
            case "col" if attributes.get("hidden") in _TRUE:
                first, last = _whole(attributes.get("min"), 1), _whole(attributes.get("max"), 1)
                self._hidden_columns.update(range(first, min(last, TABLE_COLUMNS) + 1))
            case "mergeCell" if merged := area(attributes.get("ref", "")):
                self._merged.append(merged)
            case "rPh":
                self._phonetic = True

    def ended(self, name: str) -> None:
        self._inside = False
        if name == "c":
            self._end_cell()
        elif name == "rPh":
            self._phonetic = False

    def characters(self, content: str) -> None:
        if self._inside:
            self._pieces.append(content)

    def _begin_cell(self, attributes: AttributesImpl) -> None:
        self._row, self._column = row_and_column(attributes.get("r", "")) or (self._row, self._column + 1)
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._pieces, self._formula = [], False

    def _end_cell(self) -> None:
        kind, text = self._content("".join(self._pieces))
        if not text.strip() and kind is not Kind.FORMULA:
            return
        if self._row <= TABLE_ROWS and self._column <= TABLE_COLUMNS:
            self._rows.setdefault(self._row, {})[self._column] = Content(kind, text)
        elif not self.problems:
            name = cell_name(self.sheet, self._row, self._column)
            said = f"{name}: the sheet is filled further than row {TABLE_ROWS} or column {TABLE_COLUMNS}"
            place = Place(self.file, self._row, self._column, name)
            self.problems.append(Problem(place, "IMP014", said, "Leave only the prices"))

    def _content(self, written: str) -> tuple[Kind, str]:
        if self._formula:
            return Kind.FORMULA, written
        match self._type:
            case "s":
                number = _whole(written, -1)
                return Kind.TEXT, unescaped(self.strings[number]) if 0 <= number < len(self.strings) else ""
            case "e":
                return Kind.ERROR, written
            case "b":
                return Kind.TRUTH, "true" if written in _TRUE else "false"
            case "d":
                return Kind.DATE, written
            case "n":
                return self._number(written.strip())
        return Kind.TEXT, unescaped(written)

    def _number(self, written: str) -> tuple[Kind, str]:
        if not written:
            return Kind.TEXT, ""
        if not _PLAIN.fullmatch(written):
            if not _NUMBER.fullmatch(written) or len(written) > NUMBER_CHARACTERS:
                return Kind.ODD, written
            number = _SHOWN.create_decimal(written)
            if abs(number) >= _LARGEST:
                return Kind.ODD, written
            written = plain_digits(number)
        return self.formats.kind(self._style), written


def plain_digits(number: Decimal) -> str:
    """A number without exponent and without zeros at its end: 51700, 0.5."""
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def unescaped(text: str) -> str:
    """`text` with `_x000D_` as the character it stands for."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _whole(written: str | None, otherwise: int) -> int:
    """A small whole number as XML has it."""
    return int(written) if written and written.isascii() and written.isdecimal() and len(written) < 9 else otherwise  # noqa: PLR2004
