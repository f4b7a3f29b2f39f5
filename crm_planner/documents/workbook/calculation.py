"""Cells of the model one under the other: what each is, its value by formula, unit, how it is computed, source."""

from collections.abc import Sequence
from typing import NamedTuple

from crm_planner.documents.wording import capital
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Figure
from crm_planner.documents.workbook.looks import HEAD, HEAD_LEFT, NOTE, NUMBER, SECTION, TEXT, WRAPPED, Look, amount
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.documents.workbook.words import head, how, written_at
from crm_planner.formula.units import RATIO, Unit
from crm_planner.formula.words import explain_each
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import mark


class Columns(NamedTuple):
    """Where the label, the unit, the value, the source and the words stand; the words may span several."""

    label: int
    unit: int
    value: int
    source: int
    words: tuple[int, int]


def calculation(book: Book, sheet: Sheet, row: int, columns: Columns, names: Sequence[str]) -> int:
    """Write `names` from `row` on, as an outline group under a heading; the row after the last."""
    speech = book.speech
    sheet.put(row, columns.label, head(speech, mark("how it is calculated")), SECTION)
    titles = (
        (columns.label, mark("figure")),
        (columns.unit, mark("unit")),
        (columns.value, mark("value")),
        (columns.source, mark("source")),
    )
    for column, wording in titles:
        sheet.put(row + 1, column, head(speech, wording), HEAD_LEFT if column == columns.label else HEAD)
    sheet.across(row + 1, columns.words, head(speech, mark("how, with the brief's values")), HEAD_LEFT)
    explained = explain_each(book.model, book.values, names, speech)
    for at, name in enumerate(names, start=row + 2):
        told, entry = explained[name], book.model[name]
        sheet.put(at, columns.label, capital(told.label), WRAPPED)
        sheet.put(at, columns.unit, "" if entry.unit == RATIO else entry.unit.written(speech.translate), TEXT)
        sheet.put(at, columns.value, Figure(name), look_of(entry.unit)._replace(align="right"))
        sheet.put(at, columns.source, written_at(told), WRAPPED)
        sheet.across(at, columns.words, how(told), NOTE)
    last = row + 1 + len(names)
    sheet.group(range(row + 2, last + 1))
    return last + 1


def look_of(unit: Unit) -> Look:
    """Amounts of a currency with its decimals, everything else with as many as it has."""
    (name, power), *others = unit.powers or (("", 0),)
    return amount(MINOR_DIGITS[name]) if power == 1 and not others and name in MINOR_DIGITS else NUMBER
