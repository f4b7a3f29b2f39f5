"""Workbooks whose inputs somebody moved: what LibreOffice makes of them, beside what the engine says of the same."""

import re
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipFile

import pytest
from openpyxl.utils import get_column_letter

from crm_planner.documents.workbook import book as books
from crm_planner.documents.workbook import break_even_sheet
from crm_planner.documents.workbook.audit_sheet import VERDICT
from crm_planner.documents.workbook.entries import entries
from crm_planner.documents.workbook.workbook import book_of
from crm_planner.files.workbooks import read_pages
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.model import Model
from crm_planner.living.returned import Found, Kept, Pages, Where
from tests.documents.workbook.made import _ALWAYS_CALCULATE, EXAMPLES, Made, made

Point = Mapping[str, Decimal]
_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")(?: t="inlineStr")?>.*?</c>', re.DOTALL)
_OFF = Decimal("1e-9")
"""How far a float may be off, of the figure: what is money is rounded, so this is about ratios."""


class Wrong(NamedTuple):
    """A cell that shows something else than it should."""

    where: Where
    wanted: Found
    found: Kept


@cache
def sent(name: str, language: str = "en") -> Made:
    """The workbook of an example."""
    return made(EXAMPLES / f"{name}.yaml", language)


def pages(data: bytes) -> Pages:
    return read_pages(data, "a workbook")


def with_inputs(of: Made, point: Point) -> bytes:
    """The file with the values of `point` in its yellow cells, as a spreadsheet program would have written them."""
    titles = [one.title for one in of.book.sheets]
    parts: dict[str, dict[str, str]] = {}
    for one in entries(of.book, of.told, pages(of.data)):
        if one.control.name in point:
            title, row, column = one.where
            value = point[one.control.name]
            written = one.choices[int(value)] if one.choices else f"{value:f}"
            part = f"xl/worksheets/sheet{1 + titles.index(title)}.xml"
            parts.setdefault(part, {})[f"{get_column_letter(column)}{row}"] = written
    return with_cells(of.data, parts)


def with_cells(data: bytes, parts: Mapping[str, Mapping[str, str]]) -> bytes:
    """The file with other numbers or texts in some cells of some of its parts."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(out, "w", ZIP_STORED) as anew:
        for part in given.namelist():
            text = given.read(part).decode() if part in parts else ""
            anew.writestr(part, _CELL.sub(_Put(parts[part]), text) if part in parts else given.read(part))
    return out.getvalue()


class _Put:
    """What stands in a cell instead of what stood there."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values

    def __call__(self, found: re.Match[str]) -> str:
        cell, style = found[1], found[2]
        if cell not in self.values:
            return found[0]
        value = self.values[cell]
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
            return f'<c r="{cell}"{style}><v>{value}</v></c>'
        return f'<c r="{cell}"{style} t="inlineStr"><is><t>{value}</t></is></c>'


def moved(of: Made, point: Point) -> Pages:
    """The sheets as they have to be at `point`: made again, with the exact values there."""

    def there(model: Model, values: Point | None = None) -> Values:
        own = {name: one for name, one in point.items() if name in model.inputs}
        return evaluate(model, {**own, **(values or {})})

    with pytest.MonkeyPatch.context() as patch:
        for module in (books, break_even_sheet):
            patch.setattr(module, "evaluate", there)
        return pages(book_of(of.told, of.book.speech).written())


def recalculated(soffice: str, folder: Path, files: Mapping[str, bytes]) -> dict[str, Pages]:
    """What LibreOffice makes of several workbooks; it starts once."""
    for name, data in files.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_ALWAYS_CALCULATE, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    given = [str(folder / f"{name}.xlsx") for name in files]
    convert = ["--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), *given]
    subprocess.run([soffice, profile, *convert], capture_output=True, check=True, timeout=1200)
    return {name: pages((folder / "out" / f"{name}.xlsx").read_bytes()) for name in files}


def wrong(of: Made, point: Point, found: Pages) -> list[Wrong]:
    """Every formula cell of every sheet that shows something else than the engine says at `point`.

    What speaks of what was sent (the audit, and what counts changes) has tests of its own.
    """
    wanted, audit = followed(moved(of, point), point), of.book.homes()[VERDICT][0].title
    codes = {(sheet.title, cell): point[name] for name, (sheet, cell) in of.book.homes().items() if name in point}
    return [
        Wrong((title, *at), value, now)
        for title, cells in wanted.sheets.items()
        if title != audit
        for at, one in cells.items()
        if one.formula and not _of_changes(one.formula)
        for value in [codes.get((title, f"{get_column_letter(at[1])}{at[0]}"), one.value)]
        for now in [found.at((title, *at))]
        if not shows(value, now)
    ]


_RANGE = r"('[^']+'!)\$([A-Z])\$(\d+):\$[A-Z]\$(\d+)"
_COUNTED = re.compile(rf"COUNTIFS\({_RANGE},(\d),{_RANGE},(\d),{_RANGE},\"([^\"]*)\"\)")
_LEADING = re.compile(
    r"IFERROR\(INDEX\(\$([A-Z])\$(\d+):\$[A-Z]\$(\d+),MATCH\(1,\$([A-Z])\$\d+:\$[A-Z]\$\d+,0\)\),\"([^\"]*)\"\)"
)


def followed(wanted: Pages, point: Point) -> Pages:
    """`wanted` with what sheets tell of the brief itself: fields of the heat map, who leads, users and years."""
    sheets = {title: dict(cells) for title, cells in wanted.sheets.items()}
    for cells in sheets.values():
        for at, one in list(cells.items()):
            value: Found = one.value
            if found := _COUNTED.fullmatch(one.formula):
                value = Decimal(_counted(sheets, found))
            elif found := _LEADING.fullmatch(one.formula):
                shown, ranked = (ord(found[number]) - 64 for number in (1, 4))
                rows = range(int(found[2]), int(found[3]) + 1)
                leading = [row for row in rows if cells[row, ranked].value == 1]
                value = cells[leading[0], shown].value if leading else found[5]
            elif "&users_total&" in one.formula:
                pieces = {"users_total": f"{point['users/total']:f}", "years": f"{point['years']:f}"}
                value = "".join(pieces.get(piece, piece.strip('"')) for piece in one.formula.split("&"))
            cells[at] = one._replace(value=value)
    return Pages(sheets, wanted.names)


def _counted(sheets: Mapping[str, Mapping[tuple[int, int], Kept]], found: re.Match[str]) -> int:
    """How many rows of the register have the likelihood, the impact and the state that a field of the map counts."""
    sheet, first, last = found[1].strip("'!"), int(found[3]), int(found[4])
    columns = [ord(found[number]) - 64 for number in (2, 7, 12)]
    wanted = [Decimal(found[5]), Decimal(found[10]), found[15]]
    rows = ([sheets[sheet].get((row, column), Kept()).value for column in columns] for row in range(first, last + 1))
    return sum(row == wanted for row in rows)


def _of_changes(formula: str) -> bool:
    return "inputs_changed" in formula or bool(re.fullmatch(r'IF\(([A-Z]+)([0-9]+)=[A-Z]+\2,"","[^"]*"\)', formula))


def shows(value: Found, cell: Kept) -> bool:
    """Whether a cell shows a value, in the 15 digits of a file; an empty text is like no text."""
    if isinstance(value, Decimal) and isinstance(cell.value, Decimal):
        return abs(value - cell.value) <= _OFF * max(Decimal(1), abs(value))
    return (value or "") == (cell.value or "")
