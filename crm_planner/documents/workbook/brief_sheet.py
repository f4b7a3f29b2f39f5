"""The sheet with the brief a workbook was made from, line by line, and all it takes to make it again."""

from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Content, Stamp
from crm_planner.documents.workbook.looks import HEAD_LEFT, TEXT, TITLE, WRAPPED
from crm_planner.documents.workbook.origin import FACTS, LINE, NUMBER, SCHEMA, stamp_of
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.words import head
from crm_planner.text import mark

_TOP = 4
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


def brief_sheet(book: Book, told: Told) -> None:
    """Add the sheet with the brief; it has to be the last, for it carries the stamp of the others."""
    if told.origin is None:
        return
    origin = told.origin
    sheet: Sheet = book.sheet(head(book.speech, mark("brief")))
    sheet.widths |= {NUMBER: 34, LINE: 110}
    sheet.put(1, NUMBER, head(book.speech, mark("brief")), TITLE)
    said = mark("What this workbook was made from. `crm-planner workbook --check` makes it again to say what changed")
    sheet.across(2, (NUMBER, LINE), book.speech.translate(said), WRAPPED)
    facts = (
        SCHEMA,
        origin.version,
        origin.language,
        origin.day.isoformat(),
        origin.file,
        origin.draws,
        origin.seed,
        origin.planned,
        stamp_of(origin.text),
    )
    contents: tuple[Content, ...] = (*facts, Stamp())
    for row, (label, content) in enumerate(zip(_LABELS, contents, strict=True), start=_TOP):
        sheet.put(row, NUMBER, head(book.speech, label), TEXT)
        sheet.put(row, LINE, content, TEXT)
    first = _TOP + FACTS + 1
    sheet.row(first, (head(book.speech, mark("line")), head(book.speech, mark("text"))), HEAD_LEFT)
    for number, line in enumerate(origin.text.split("\n"), start=1):
        sheet.put(first + number, NUMBER, number, TEXT._replace(align="left"))
        sheet.put(first + number, LINE, line or None, WRAPPED)
    sheet.frozen, sheet.repeated = f"A{first + 1}", (first, first)
