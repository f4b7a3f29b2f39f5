"""The workbook in the making: its sheets, one place for every figure of the model, and how they become a file."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.wording import Speech
from crm_planner.documents.workbook.content import Content, Figure, Filled, Live, Same, Stamp
from crm_planner.documents.workbook.frame import frame
from crm_planner.documents.workbook.looks import Look, style_number
from crm_planner.documents.workbook.package import Cells, InMemory, finished
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.sheet_data import Written, sheet_data
from crm_planner.documents.workbook.titles import cell_title, sheet_prefix, sheet_title
from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.excel import LONGEST, compile_excel
from crm_planner.formula.expression import Exact, Step
from crm_planner.formula.model import Model
from crm_planner.text import Message, Text

TOKEN = re.compile(r"\{([0-9]+)\}")


class Tokens:
    """Places for the excel target: a short stand-in for each figure, and for each table it needs."""

    def __init__(self, model: Model) -> None:
        self.names = [*model.inputs, *model.cells]
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.tables: dict[Step, tuple[str, str]] = {}

    def cell(self, name: str) -> str:
        return f"{{{self.numbers[name]}}}"

    def table(self, node: Step) -> tuple[str, str]:
        """The ranges of a table, which some sheet has to hold under these names."""
        if node not in self.tables:
            number = len(self.tables) + 1
            self.tables[node] = f"table/{number}/bounds", f"table/{number}/values"
            self.names += self.tables[node]
            self.numbers |= {name: self.names.index(name) for name in self.tables[node]}
        bounds, values = self.tables[node]
        return self.cell(bounds), self.cell(values)


@dataclass(slots=True)
class Book:
    """Sheets of one model for one reader, and where each figure stands.

    `values` are the exact ones at the brief's inputs. `titled` are the names a reader sees for cells, by the name
    formulas call them; `apart` tell which figures have their homes in sheets of their own.
    """

    model: Model
    speech: Speech
    title: str
    day: date
    sheets: list[Sheet] = field(default_factory=list)
    titled: dict[str, str] = field(default_factory=dict)
    apart: tuple[Callable[[str], bool], ...] = ()
    values: Values = field(init=False)
    formulas: Mapping[str, str] = field(init=False)
    errors: Mapping[str, float] = field(init=False)
    unproven: tuple[str, ...] = field(init=False)
    tokens: Tokens = field(init=False)

    def __post_init__(self) -> None:
        self.values = evaluate(self.model)
        self.tokens = Tokens(self.model)
        excel = compile_excel(self.model, self.tokens)
        self.formulas, self.errors, self.unproven = excel.formulas, excel.errors, excel.unproven

    def sheet(self, wanted: str) -> Sheet:
        """A new sheet, the last so far, named as nearly as `wanted` as may be."""
        made = Sheet(sheet_title(wanted, (one.title for one in self.sheets)))
        self.sheets.append(made)
        return made

    def is_elsewhere(self, name: str) -> bool:
        """Whether a figure of the model has its home in a sheet that is made for its kind."""
        return any(owns(name) for owns in self.apart)

    def entitle(self, name: str) -> str:
        """Give the cell that formulas call `name` a defined name, by which every formula then refers to it."""
        if name not in self.titled:
            self.titled[name] = cell_title(name, self.titled.values())
        return self.titled[name]

    @property
    def tables(self) -> Mapping[Step, tuple[str, str]]:
        """The tables too long for a formula, and what formulas call the ranges of their bounds and of their values."""
        return self.tokens.tables

    def homes(self) -> dict[str, tuple[Sheet, str]]:
        """The sheet and the address of every name that formulas may call. Raises ModelError where one stands twice."""
        found: dict[str, tuple[Sheet, str]] = {}
        for sheet in self.sheets:
            for name, place in sheet.named():
                if name in found:
                    raise ModelError(f"'{name}' stands in the sheets '{found[name][0].title}' and '{sheet.title}'")
                found[name] = sheet, place
        return found

    def written(self) -> bytes:
        """The finished file; the same bytes for the same sheets.

        Raises ModelError for a cell of the model without a place, or with several; TargetRefused for a figure or a
        formula that no spreadsheet holds.
        """
        homes = self.homes()
        if missing := [name for name in (*self.model.inputs, *self.model.cells) if name not in homes]:
            raise ModelError(f"these figures stand in no sheet: {', '.join(missing)}")
        book, parts = Workbook(), []
        book.remove(book.worksheets[0])
        known: dict[Look, int] = {}
        digest = hashlib.sha256()
        for sheet in self.sheets:
            made = book.create_sheet(sheet.title)
            writer = _Writer(self, homes, sheet, digest.hexdigest())
            xml = sheet_data(sheet, writer.written, partial(_numbered, known, made))
            digest.update(xml.encode())
            parts.append(Cells(xml, f"A1:{address(sheet.last_row, sheet.last_column)}"))
            frame(made, sheet, self.title)
        for sheet in self.sheets:
            for finish in sheet.finish:
                finish(book[sheet.title])
        for name, title in self.titled.items():
            sheet, place = homes[name]
            column, row = coordinate_from_string(place)
            book.defined_names[title] = DefinedName(title, attr_text=f"{sheet_prefix(sheet.title)}${column}${row}")
        book.calculation.fullCalcOnLoad = True
        book.properties.title, book.properties.language = self.title, self.speech.language
        book.properties.creator = "crm-planner"
        out = BytesIO()
        with ZipFile(out, "w") as archive:  # not compressed: it is opened once more
            InMemory(book, archive).write_data()
        return finished(out, parts, self.day, [sheet.pictures for sheet in self.sheets if sheet.pictures])


class _Writer:
    """What is written for the contents of one sheet."""

    def __init__(self, book: Book, homes: Mapping[str, tuple[Sheet, str]], sheet: Sheet, stamp: str) -> None:
        self.book, self.homes, self.sheet, self.stamp = book, homes, sheet, stamp
        self.filled: dict[int, str] = {}

    def at(self, name: str) -> str:
        """How formulas of the sheet refer to what is called `name`."""
        if name in self.book.titled:
            return self.book.titled[name]
        if name not in self.homes:
            raise ModelError(f"no cell of the workbook is named '{name}'")
        sheet, place = self.homes[name]
        return place if sheet is self.sheet else sheet_prefix(sheet.title) + place

    def written(self, content: Content) -> Written:
        book = self.book
        match content:
            case Figure(name) if name in book.model.inputs:
                return Written(book.model.inputs[name].value)
            case Figure(name):
                return _formula(name, TOKEN.sub(self._put, book.formulas[name]), book.values[name])
            case Same(name):
                return _formula(name, self.at(name), book.values[name])
            case Live(write, value):
                text = write(self.at)
                return _formula(text, text, value)
            case Filled(write, value, number, cells):
                if number not in self.filled:
                    self.filled[number] = write(self.at)
                first, text = cells.partition(":")[0], self.filled[number]
                return _formula(text, text, value)._replace(filled=(number, cells, first))
            case Stamp():
                return Written(f"sha256:{self.stamp}")
            case Message() | Text():
                return Written(book.speech.show(content))
            case _:
                return Written(content)

    def _put(self, found: re.Match[str]) -> str:
        return self.at(self.book.tokens.names[int(found[1])])


def _formula(name: str, text: str, value: Exact | int | str) -> Written:
    if len(text) >= LONGEST:
        raise TargetRefused(f"excel cannot hold '{name[:80]}': its formula has {len(text):,} signs")
    return Written(value, text)


def _numbered(known: dict[Look, int], sheet: Worksheet, look: Look) -> int:
    """The number of a look in the table of styles, which it is added to when it is first met."""
    if look not in known:
        known[look] = style_number(sheet, look)
    return known[look]
