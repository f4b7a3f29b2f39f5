"""What a workbook was made from, in a sheet of its own: the brief line by line, and all it takes to make it again."""

import hashlib
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from crm_planner import __version__
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Content, Stamp
from crm_planner.documents.workbook.looks import HEAD_LEFT, TEXT, TITLE, WRAPPED
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.words import head
from crm_planner.errors import DataError
from crm_planner.living.returned import Pages
from crm_planner.place import Place
from crm_planner.problem import Problem
from crm_planner.text import mark

SCHEMA = "crm-planner/workbook/1"
_NUMBER, _LINE, _TOP = 1, 2, 4
_LABELS = (
    mark("kind of workbook"),
    mark("made by crm-planner"),
    mark("language"),
    mark("day"),
    mark("brief"),
    mark("draws"),
    mark("seed"),
    mark("planned candidate"),
    mark("stamp of the brief"),
    mark("stamp of all sheets before this one"),
)
_FACTS = len(_LABELS)


class Origin(NamedTuple):
    """What a workbook was made from: the file and the text of its brief, and the options it was made with."""

    file: str
    text: str
    language: str
    day: date
    draws: str
    seed: str
    planned: str
    version: str = __version__
    stamp: str = ""
    """Of all sheets: the same only if they are made again by the same program and price lists."""


def brief_sheet(book: Book, told: Told) -> None:
    """Add the sheet with the brief; it has to be the last, for it carries the stamp of the others."""
    if told.origin is None:
        return
    origin = told.origin
    sheet: Sheet = book.sheet(head(book.speech, mark("brief")))
    sheet.widths |= {_NUMBER: 34, _LINE: 110}
    sheet.put(1, _NUMBER, head(book.speech, mark("brief")), TITLE)
    said = mark("What this workbook was made from. `crm-planner workbook --check` makes it again to say what changed")
    sheet.across(2, (_NUMBER, _LINE), book.speech.translate(said), WRAPPED)
    facts = (
        SCHEMA,
        origin.version,
        origin.language,
        origin.day.isoformat(),
        origin.file,
        origin.draws,
        origin.seed,
        origin.planned,
        _stamp(origin.text),
    )
    contents: tuple[Content, ...] = (*facts, Stamp())
    for row, (label, content) in enumerate(zip(_LABELS, contents, strict=True), start=_TOP):
        sheet.put(row, _NUMBER, head(book.speech, label), TEXT)
        sheet.put(row, _LINE, content, TEXT)
    first = _TOP + _FACTS + 1
    sheet.row(first, (head(book.speech, mark("line")), head(book.speech, mark("text"))), HEAD_LEFT)
    for number, line in enumerate(origin.text.split("\n"), start=1):
        sheet.put(first + number, _NUMBER, number, TEXT._replace(align="left"))
        sheet.put(first + number, _LINE, line or None, WRAPPED)
    sheet.frozen, sheet.repeated = f"A{first + 1}", (first, first)


def origin_of(pages: Pages, file: str, brief: str | None = None) -> Origin:
    """What the workbook says it was made from, with the text of `brief` instead of its own where one is given.

    Raises DataError where it does not say so, or where that was edited.
    """
    for cells in pages.sheets.values():
        place = next((at for at, one in cells.items() if one.value == SCHEMA and at[1] == _LINE), None)
        if place is not None:
            break
    else:
        said = "the workbook does not say what it was made from: it is not ours, or its sheet with the brief is gone"
        raise DataError([Problem(Place(file), "WBK002", said, "Check the workbook that was sent, or a copy of it")])
    top = place[0]
    facts = [_shown(cells.get((row, _LINE), None)) for row in range(top, top + _FACTS)]
    first = top + _FACTS + 2
    numbered = takewhile(lambda row: (row, _NUMBER) in cells, range(first, first + len(cells) + 1))
    text = "\n".join(_shown(cells.get((row, _LINE))) for row in numbered) if brief is None else brief
    _, version, language, day, name, draws, seed, planned, own, stamp = facts
    try:
        when = date.fromisoformat(day)
    except ValueError:
        when = None
    if when is None or (brief is None and own != _stamp(text)):
        said = "the sheet with the brief the workbook was made from has been edited"
        raise DataError([Problem(Place(file), "WBK003", said, "Name the brief: workbook --check FILE.xlsx BRIEF")])
    return Origin(name, text, language, when, draws, seed, planned, version, stamp)


def not_made_again(origin: Origin, file: str) -> Problem:
    """What to say where the workbook that is made from `origin` is another one than that in `file`."""
    said = f"crm-planner {__version__} makes another workbook from this brief: "
    if origin.version != __version__:
        said += f"it was made by crm-planner {origin.version}"
    else:
        said += "it was made from another brief, by other price lists or another playbook"
    hint = "Name those it was made with: BRIEF, --catalogs, --overlay, --playbook"
    return Problem(Place(file), "WBK003", said, hint)


def _shown(cell: object) -> str:
    value = getattr(cell, "value", None)
    return "" if value is None else f"{value}"


def _stamp(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
