"""Workbooks of briefs, and what LibreOffice makes of them when it calculates."""

import subprocess
from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

from crm_planner.cli.desk import Desk
from crm_planner.decision.decide import decide
from crm_planner.documents.wording import Speech
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.workbook import book_of
from crm_planner.files.briefs import load_brief
from crm_planner.files.bundled import folder
from crm_planner.living.model import living

EXAMPLES = Path(__file__).parents[3] / "examples"
DAY = date(2026, 11, 23)
Values = dict[tuple[str, str], object]
"""By sheet and cell."""


class Made(NamedTuple):
    """A workbook, the sheets it was written from, and what they tell."""

    told: Told
    book: Book
    data: bytes
    homes: Mapping[str, tuple[Sheet, str]]


def made(brief: Path, language: str = "en", *, judged: bool = True) -> Made:
    """The workbook of a brief by the shipped price lists, with nothing simulated or planned; and scores and risks."""
    desk = Desk.open(lang=language, no_color=True, quiet=True)
    project = desk.project(load_brief(str(brief)))
    project = project._replace(brief=project.brief._replace(scenarios=()))
    knowledge = desk.read_checklist()
    told = Told(project, living(project, knowledge if judged else None), decide(project, knowledge), DAY)
    book = book_of(told, speech(language))
    return Made(told, book, book.written(), book.homes())


def speech(language: str) -> Speech:
    return Speech(language, folder("templates") / "wording")


def recalculated(soffice: str, into: Path, books: Mapping[str, bytes]) -> dict[str, Values]:
    """What LibreOffice shows in every cell of several workbooks; it starts once."""
    given = []
    for name, data in books.items():
        given.append(into / f"{name}.xlsx")
        given[-1].write_bytes(data)
    settings = into / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_ALWAYS_CALCULATE, encoding="utf-8")
    profile = f"-env:UserInstallation={(into / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "xlsx", "--outdir", str(into / "out")]
    subprocess.run([soffice, profile, *convert, *map(str, given)], capture_output=True, check=True, timeout=600)
    return {name: shown((into / "out" / f"{name}.xlsx").read_bytes()) for name in books}


_ALWAYS_CALCULATE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""LibreOffice would believe the values in a file, and the comparison would compare nothing."""


def shown(data: bytes) -> Values:
    """The value of every cell that has one, as the file says it."""
    return _cells(data, values=True)


def formulas(data: bytes) -> Values:
    """The formula of every cell that has one."""
    return {place: text for place, text in _cells(data, values=False).items() if str(text).startswith("=")}


@cache
def _cells(data: bytes, *, values: bool) -> Values:
    book = load_workbook(BytesIO(data), data_only=values)
    cells = ((sheet.title, cell) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return {
        (title, cell.coordinate): cell.value
        for title, cell in cells
        if cell.value is not None and (values or cell.data_type == "f")
    }


def changed(data: bytes, cells: Mapping[tuple[str, str], object]) -> bytes:
    """The workbook after somebody wrote into some cells."""
    book = load_workbook(BytesIO(data))
    for (sheet, place), value in cells.items():
        book[sheet][place].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def alike(one: object, other: object) -> bool:
    """Whether two cells show the same: numbers in the 15 digits of a file, an empty text like no text."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    return (one or "") == (other or "")
