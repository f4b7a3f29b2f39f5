"""What of the workbook goes to paper: all of it large enough to read, each page under its own heading."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.workbook.audit_sheet import VERDICT
from crm_planner.documents.workbook.content import Live, Value
from crm_planner.documents.workbook.looks import HEAD
from tests.documents.workbook import live
from tests.documents.workbook.made import Made

_LETTERS, _SMALLEST = 10, 8
"""Points of usual text, and what it may shrink to on paper."""

_DIGIT = 7 / 96
"""Inches of one digit of a column's width."""

_A4 = {"landscape": 297 / 25.4, "portrait": 210 / 25.4}


@pytest.fixture(scope="module", params=[("box-comparison", "en"), ("order-desk", "ru")], ids=["one year", "wishes"])
def sent(request: pytest.FixtureRequest) -> Made:
    name, language = request.param
    return live.sent(name, language)


@cache
def _sheets(data: bytes) -> list[Worksheet]:
    return list(load_workbook(BytesIO(data)).worksheets)


def sheets(of: Made) -> list[Worksheet]:
    return _sheets(of.data)


def printed(sheet: Worksheet) -> Iterator[tuple[int, int, int, int]]:
    """The blocks of a sheet that go to paper: first column and row, last column and row."""
    for block in str(sheet.print_area).split(","):
        first, top, last, bottom = range_boundaries(block.rpartition("!")[2])
        assert isinstance(first, int)
        assert isinstance(top, int)
        assert isinstance(last, int)
        assert isinstance(bottom, int)
        yield first, top, last, bottom


def test_every_sheet_is_printed_in_letters_of_8_points_or_more(sent: Made) -> None:
    for sheet in sheets(sent):
        margins = sheet.page_margins
        room = _A4[str(sheet.page_setup.orientation)] - margins.left - margins.right
        for first, _, last, _ in printed(sheet):
            columns = [sheet.column_dimensions[get_column_letter(column)].width for column in range(first, last + 1)]
            assert _LETTERS * min(1, room / (sum(columns) * _DIGIT)) >= _SMALLEST - 0.05, sheet.title


def test_no_page_repeats_the_heading_of_another_table(sent: Made) -> None:
    tables = 0
    for sheet in sheets(sent):
        own = int(str(sheet.print_title_rows or "$1").rpartition("$")[2])
        if not is_head(sheet.cell(own, 1)):
            continue  # what is repeated is the title of the whole sheet, or nothing
        tables += 1
        for first, top, last, bottom in printed(sheet):
            for row in sheet.iter_rows(max(top, own + 1), bottom, first, last):
                assert not [cell.coordinate for cell in row if is_head(cell)], sheet.title
    assert tables >= 4


def is_head(cell: Cell | MergedCell) -> bool:
    """Whether a cell looks like the head of a table."""
    return bool(cell.fill.fgColor.rgb == f"FF{HEAD.fill}")


def test_the_audit_prints_its_verdict_and_where_the_rest_is(sent: Made) -> None:
    audit, place = sent.homes[VERDICT]
    (sheet,) = (one for one in sheets(sent) if one.title == audit.title)
    ((_, top, _, bottom),) = printed(sheet)
    verdict = int(place[1:])
    assert top < verdict < bottom < verdict + 5
    assert sent.book.speech.show(len(sent.book.model.cells)) in str(sheet.cell(bottom, 1).value)


def test_years_beyond_the_horizon_are_grey_as_long_as_the_input_says_so(sent: Made) -> None:
    rules = {
        (sheet.title, rule.formula[0])
        for sheet in sheets(sent)
        for several in sheet.conditional_formatting
        for rule in several.rules
        if rule.formula[0].startswith("years<")
    }
    candidates = {sheet.title for sheet in sheets(sent) if re.search("CRM", sheet.title)}
    assert len(candidates) == 3
    assert {(title, f"years<{year}") for title in candidates for year in range(2, 6)} <= rules
    assert len({title for title, _ in rules} - candidates) == 2


def test_the_scores_say_why_no_weight_turns_the_ranking() -> None:
    texts = {name: said(live.sent(name), "Scores") for name in ("box-comparison", "scored")}
    assert sum("Scores that nobody has given: 33" in f"{one}" for one in texts["box-comparison"]) == 2
    assert not any("nobody has given" in f"{one}" for one in texts["scored"])


def said(of: Made, title: str) -> list[Value]:
    """The texts of a sheet, as its cells show them."""
    (sheet,) = (one for one in of.book.sheets if one.title == title)
    return [put.content.value for put in sheet.cells.values() if isinstance(put.content, Live)]


def test_every_chart_says_in_words_what_it_shows_and_where_its_figures_stand(sent: Made) -> None:
    charts = {sheet.title: len(sheet._charts) for sheet in sheets(sent) if sheet._charts}  # type: ignore[attr-defined]
    figures = sent.book.speech.translate("The figures stand in {cells}").partition("{")[0]
    with ZipFile(BytesIO(sent.data)) as parts:
        for number, several in enumerate(charts.values(), start=1):
            xml = parts.read(f"xl/drawings/drawing{number}.xml").decode()
            words = re.findall(r'<cNvPr id="[0-9]+" name="[^"]*" descr="([^"]+)"', xml)
            assert len(words) == several
            assert all(f". {figures}" in one and "$" in one for one in words)
    assert len(charts) >= 4
