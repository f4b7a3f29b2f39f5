"""The sheet of assumptions and sources: what the figures rest on, how far to trust it, and of what day it is."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import NamedTuple

from crm_planner.documents.footnotes import gathered
from crm_planner.documents.page import other_languages
from crm_planner.documents.wording import capital
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.looks import DATE, HEAD, HEAD_LEFT, NOTE, SECTION, TEXT, TITLE, WRAPPED
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.words import head
from crm_planner.estimate.lines import Note
from crm_planner.text import Text, mark

_TEXT, _SOURCE, _GRADE, _DATE, _WHERE = range(1, 6)


class Ground(NamedTuple):
    """A source: what it is, how far to trust it, of which day it is, and what is remarked on it."""

    title: Text
    grade: str
    day: date | None
    note: Text | None
    url: str


def sources_sheet(book: Book, told: Told) -> None:
    """Add the sheet of assumptions and sources."""
    _Sheet(book, told).write()


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told) -> None:
        self.book, self.told, self.speech = book, told, book.speech
        self.sheet: Sheet = book.sheet(head(book.speech, mark("assumptions and sources")))
        self.grounds = _grounds(told)
        self.rows = count(1)

    def write(self) -> None:
        sheet = self.sheet
        sheet.widths |= {_TEXT: 84, _SOURCE: 34, _GRADE: 10, _DATE: 13, _WHERE: 30}
        sheet.put(next(self.rows), _TEXT, head(self.speech, mark("assumptions and sources")), TITLE)
        said = mark(
            "Grades: S the article this began with, A a standard, B the vendor's own word, C somebody else's, "
            "J a judgement"
        )
        sheet.across(next(self.rows), (_TEXT, _WHERE), self.speech.translate(said), WRAPPED)
        next(self.rows)
        self._assumptions()
        next(self.rows)
        self._sources()

    def _head(self, wordings: tuple[str, ...]) -> None:
        row = next(self.rows)
        for column, wording in enumerate(wordings, start=_TEXT):
            self.sheet.put(row, column, head(self.speech, wording), HEAD_LEFT if column == _TEXT else HEAD)

    def _assumptions(self) -> None:
        title = mark("what is assumed, and what is not known")
        self.sheet.put(next(self.rows), _TEXT, head(self.speech, title), SECTION)
        self._head((mark("assumption"), mark("source"), mark("grade"), mark("date"), mark("where it is written")))
        grades = {one.id: one.grade for one in self.told.project.playbook.playbook.assumptions}
        for note in self.told.living.comparison.notes:
            row = next(self.rows)
            ground = self._ground(note)
            (said,) = gathered([note])
            self.sheet.put(row, _TEXT, capital(self.speech.show(said)), WRAPPED)
            self.sheet.put(row, _SOURCE, ground.title if ground else None, WRAPPED)
            grade = ground.grade if ground else grades.get(note.id, "")
            self.sheet.put(row, _GRADE, grade or self.speech.translate(mark("none")), TEXT._replace(align="center"))
            day = (ground.day if ground else None) or self.told.living.comparison.priced_on
            self.sheet.put(row, _DATE, day, DATE)
            self.sheet.put(row, _WHERE, self.speech.show(note.place), WRAPPED)
        if self.speech.fell_back:
            self.sheet.put(next(self.rows), _TEXT, other_languages(self.speech.fell_back), NOTE)

    def _ground(self, note: Note) -> Ground | None:
        """The source a note names, of the catalog it is about or of the playbook."""
        if note.source is None:
            return None
        named = (f"{note.id.partition('/')[0]}/{note.source}", f"playbook/{note.source}")
        meant = (self.grounds[name] for name in named if name in self.grounds)
        return next(meant, None) or next(
            (one for name, one in self.grounds.items() if name.endswith(f"/{note.source}")), None
        )

    def _sources(self) -> None:
        self.sheet.put(next(self.rows), _TEXT, head(self.speech, mark("sources")), SECTION)
        self._head((mark("source"), mark("name"), mark("grade"), mark("date"), mark("address")))
        unknown = self.speech.translate(mark("unknown"))
        for name, one in self.grounds.items():
            row = next(self.rows)
            told = self.speech.show(one.title) + (f". {self.speech.show(one.note)}" if one.note else "")
            self.sheet.put(row, _TEXT, told, WRAPPED)
            self.sheet.put(row, _SOURCE, name, WRAPPED)
            self.sheet.put(row, _GRADE, one.grade, TEXT._replace(align="center"))
            self.sheet.put(row, _DATE, one.day or unknown, DATE)
            self.sheet.put(row, _WHERE, one.url, WRAPPED)


def _grounds(told: Told) -> Mapping[str, Ground]:
    """Every source of the catalogs that are compared, and of the playbook, by `catalog/id` and `playbook/id`."""
    compared = {one.id.partition("/")[0] for one in told.living.candidates}
    found = {
        f"{written.catalog.id}/{one.id}": Ground(
            one.title, one.grade, one.published or one.retrieved, one.note, str(one.url or "")
        )
        for written in told.project.catalogs
        if written.catalog.id in compared
        for one in written.catalog.sources
    }
    return found | {
        f"playbook/{one.id}": Ground(one.title, one.grade, one.retrieved, one.note, "")
        for one in told.project.playbook.playbook.sources
    }
