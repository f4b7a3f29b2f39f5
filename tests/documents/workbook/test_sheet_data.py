"""The XML of cells: formulas with their values, texts that stay texts, figures no digit of which is lost."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Content, Live, quoted
from crm_planner.documents.workbook.looks import DATE, TEXT, WRAPPED
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.errors import TargetRefused
from crm_planner.formula.model import Model
from tests.documents.workbook.made import speech

DAY = date(2026, 11, 23)


def book_with(*contents: Content) -> tuple[Book, Sheet]:
    book = Book(Model.build([]), speech("en"), "Title", DAY)
    sheet = book.sheet("Sheet")
    for row, content in enumerate(contents, start=1):
        sheet.put(row, 1, content, DATE if isinstance(content, date) else TEXT)
    return book, sheet


def values(*contents: Content) -> list[object]:
    sheet = load_workbook(BytesIO(book_with(*contents)[0].written()), data_only=True).worksheets[0]
    return [sheet.cell(row, 1).value for row in range(1, len(contents) + 1)]


def test_values_are_read_back_as_they_were_put() -> None:
    assert values(Decimal("0.10"), 7, Fraction(1, 3), "text", " two  spaces ", None) == [
        0.1, 7, 1 / 3, "text", " two  spaces ", None,
    ]  # fmt: skip
    (day,) = values(DAY)
    assert getattr(day, "date")() == DAY  # noqa: B009 - openpyxl's value may be anything


def test_a_formula_is_written_with_its_value() -> None:
    assert values(Live(lambda _: "1+1", 2), Live(lambda _: f"{quoted('a')}&{quoted('<&>')}", "a<&>")) == [2, "a<&>"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "＝1"])
def test_what_looks_like_a_formula_is_a_text_with_a_mark(text: str) -> None:
    (cell,) = next(load_workbook(BytesIO(book_with(text)[0].written())).worksheets[0].iter_rows())
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_an_escape_of_the_format_in_a_text_is_escaped() -> None:
    xml = book_with("_x0041_")[0].written()
    assert "_x005F_x0041_" in _sheet_xml(xml)


def test_signs_xml_has_no_room_for_are_shown_as_missing() -> None:
    assert values("a\x00b\ud800c\x1b") == ["a\ufffdb\ufffdc\ufffd"]


def _sheet_xml(data: bytes) -> str:
    return ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (Decimal("1234567890.123456"), "more than 15 digits"),
        ("x" * 32_768, "a text of 32,768 signs"),
        (Live(lambda _: "+".join(["1"] * 5000), 5000), "its formula has 9,999 signs"),
    ],
    ids=["digits", "text", "formula"],
)
def test_what_no_spreadsheet_holds_is_refused(content: Content, said: str) -> None:
    with pytest.raises(TargetRefused, match=said):
        book_with(content)[0].written()


def test_a_row_grows_with_a_text_that_wraps() -> None:
    book, sheet = book_with("short")
    sheet.widths[1] = 20
    sheet.put(2, 1, "several words that cannot stand in one line of so narrow a column", WRAPPED)
    rows = load_workbook(BytesIO(book.written())).worksheets[0].row_dimensions
    assert rows[2].height > 40
    assert rows[1].height is None
