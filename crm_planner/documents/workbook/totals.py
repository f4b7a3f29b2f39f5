"""The totals of a candidate as rows: which figures they show, year by year, and whether they leave something out."""

from collections.abc import Iterator
from typing import NamedTuple

from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import At, Content, Live, Same, quoted
from crm_planner.documents.workbook.words import comment, head, joined
from crm_planner.estimate.gaps import ESTIMATED, FIRM
from crm_planner.estimate.totals import FIRST_YEAR, NPV, TOTAL, USER_MONTH
from crm_planner.formula.words import explain_each
from crm_planner.text import mark

LIKELY, LOW, HIGH = (f"{TOTAL}/like-for-like/{which}" for which in ("likely", "low", "high"))


class TotalRow(NamedTuple):
    """A row of totals: its label, the amount over the horizon and in years, whether it is without what is unknown."""

    label: str
    content: Content
    years: tuple[tuple[int, Content], ...] = ()
    partial: bool = False
    strong: bool = False
    comment: str = ""


LABELS = {
    TOTAL: mark("total over the years"),
    NPV: mark("present value at the discount rate"),
    f"{TOTAL}/net": mark("total without tax"),
    f"{TOTAL}/tax": mark("tax"),
    f"{TOTAL}/gross": mark("total with tax"),
    FIRM: mark("firm: printed, computed from that, or offered"),
    ESTIMATED: mark("estimated: extrapolated, assumed, or filling a gap"),
    LIKELY: mark("like for like, gaps filled"),
    LOW: mark("like for like, lowest"),
    HIGH: mark("like for like, highest"),
    USER_MONTH: mark("per user and month"),
}
"""The totals that are shown, in the order of a table; those the model has."""

_LIKE = (LIKELY, LOW, HIGH)
WHOLE = (*_LIKE, FIRM, ESTIMATED)
"""Not without what is unknown: gaps are filled in them, or they are parts."""

_STRONG = (TOTAL, LIKELY)


def totals_of(book: Book, candidate: str, years: int) -> Iterator[TotalRow]:
    """The rows of one candidate."""
    names = {own: f"{candidate}/{own}" for own in LABELS if f"{candidate}/{own}" in book.model.cells}
    explained = explain_each(book.model, book.values, names.values(), book.speech)
    for own, name in names.items():
        by_year = tuple(by_years(book, candidate, years)) if own == TOTAL else ()
        told = comment(explained[name], book.speech)
        label = head(book.speech, LABELS[own])
        yield TotalRow(label, shown(book, candidate, own), by_year, own not in WHOLE, own in _STRONG, told)


def shown(book: Book, candidate: str, own: str) -> Content:
    """A total; in its place the word that it is unknown, where nothing fills a gap."""
    name, openly = f"{candidate}/{own}", f"{candidate}/open-gaps"
    if own not in _LIKE or openly not in book.model.cells:
        return Same(name)
    word = book.speech.translate(mark("unknown"))
    return Live(
        lambda at: f"IF({at(openly)}>0,{quoted(word)},{at(name)})", word if book.values[openly] else book.values[name]
    )


def by_years(book: Book, candidate: str, years: int) -> Iterator[tuple[int, Content]]:
    """The total of each year the model has, nothing beyond the horizon."""
    for year in range(1, years + 1):
        name = year_name(candidate, year)
        if name in book.model.cells:
            yield year, _within(book, name, year)


def year_name(candidate: str, year: int) -> str:
    """The cell with the total of a year."""
    return f"{candidate}/{FIRST_YEAR}" if year == 1 else f"{candidate}/{TOTAL}/year{year}"


def _within(book: Book, name: str, year: int) -> Content:
    if year == 1:
        return Same(name)

    def text(at: At) -> str:
        return f'IF({year}<={at("years")},{at(name)},"")'

    return Live(text, book.values[name] if year <= book.values["years"] else "")


def unknown(book: Book, candidate: str) -> Live:
    """`+ 2 unknown` beside a total that leaves out two lines, by formula; nothing beside a complete one."""
    name, wording, number = f"{candidate}/gaps", mark("+ {number} unknown"), int(book.values[f"{candidate}/gaps"])
    return Live(
        lambda at: f'IF({at(name)}>0,{joined(book.speech, wording, {"number": at(name)})},"")',
        book.speech.translate(wording).replace("{number}", str(number)) if number else "",
    )
