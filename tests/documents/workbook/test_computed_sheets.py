"""The plan and the tornado stand in the workbook as values with their day; the bars of the plan follow its dates."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.cli.desk import Desk
from crm_planner.documents.plan.words import called
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Live
from crm_planner.documents.workbook.plan_sheet import plan_sheet, weeks_of
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.tornado_sheet import tornado_sheet
from crm_planner.project import plan
from crm_planner.what_if.sensitivity import sensitivity
from tests.documents.workbook.made import EXAMPLES, Made, made, speech


@pytest.fixture(scope="module")
def shop() -> Made:
    return made(EXAMPLES / "print-shop.yaml")


@pytest.fixture(scope="module")
def told(shop: Made) -> Told:
    desk = Desk.open(lang="en", no_color=True, quiet=True)
    project = shop.told.project
    planned = plan(project, desk.read_breakdown(), "regionsoft/standard")
    return shop.told._replace(plan=planned, sensitivity=sensitivity(project, desk.read_checklist()))


def book(told: Told, language: str = "en") -> Book:
    return Book(told.living.model, speech(language), "x", told.day)


def the_plan(told: Told) -> Sheet:
    made_anew = book(told)
    plan_sheet(made_anew, told)
    return made_anew.sheets[0]


def the_tornado(told: Told) -> Sheet:
    made_anew = book(told)
    tornado_sheet(made_anew, told)
    return made_anew.sheets[0]


def test_without_a_plan_and_a_tornado_there_are_no_sheets_of_them(shop: Made) -> None:
    empty = book(shop.told)
    plan_sheet(empty, shop.told)
    tornado_sheet(empty, shop.told)
    assert empty.sheets == []


def test_every_task_stands_with_its_dates_and_the_sheet_says_when_they_were_computed(told: Told) -> None:
    sheet = the_plan(told)
    assert told.plan is not None
    rows = {str(put.content): row for (row, column), put in sorted(sheet.cells.items(), reverse=True) if column == 1}
    for one in told.plan.schedule.tasks:
        row = rows[str(called(one.task))]
        assert sheet.cells[row, 4].content == one.finish.day
        assert sheet.cells[row, 3].content == min(one.start.day, one.finish.day)
    texts = [speech("en").show(put.content) for put in sheet.cells.values() if put.content is not None]
    assert any(str(told.day) in text for text in texts if "computed by scheduling" in text)


def painted_weeks(made_anew: Worksheet, row: int) -> list[str]:
    """The conditions that may paint a row."""
    return [
        rule.formula[0]
        for cells in made_anew.conditional_formatting
        for part in cells.sqref.ranges
        if part.min_row <= row <= part.max_row
        for rule in cells.rules
    ]


def test_each_task_and_phase_has_one_bar_over_all_weeks(told: Told) -> None:
    sheet, made_anew = the_plan(told), Workbook().create_sheet()
    for finish in sheet.finish:
        finish(made_anew)
    starts = [row for (row, column), put in sheet.cells.items() if column == 4 and isinstance(put.content, date)]
    assert starts
    for row in starts:
        (condition,) = painted_weeks(made_anew, row)
        assert condition.startswith("AND($C")
    weeks = weeks_of(told.plan.schedule.start.day, told.plan.schedule.finish.day) if told.plan else ()
    widths = {
        part.max_col - part.min_col + 1 for cells in made_anew.conditional_formatting for part in cells.sqref.ranges
    }
    assert widths == {len(weeks)}


@pytest.mark.parametrize("days", [0, 6, 30, 500, 900])
def test_the_weeks_begin_on_mondays_and_cover_every_day_of_the_plan(days: int) -> None:
    for start in (date(2027, 1, 11), date(2027, 1, 17)):
        weeks = weeks_of(start, start + timedelta(days=days))
        assert weeks[0] <= start < weeks[0] + timedelta(days=7)
        assert {week.weekday() for week in weeks} == {0}
        step = weeks[1] - weeks[0] if len(weeks) > 1 else timedelta(days=7)
        assert weeks[-1] <= start + timedelta(days=days) < weeks[-1] + step
        assert len(weeks) <= 80


def test_the_tornado_has_the_totals_of_the_engine_and_differences_by_formula(told: Told) -> None:
    sheet, found = the_tornado(told), told.sensitivity
    assert found is not None
    amounts = {put.content for put in sheet.cells.values() if isinstance(put.content, Decimal)}
    name = "regionsoft/standard"
    moved = [one for one in found.tornado.effects if one.swings.get(name)]
    assert moved
    assert {point.totals["like_for_like"][name] for one in moved for point in one.ends} <= amounts
    swings = {
        put.content.value for (_, column), put in sheet.cells.items() if column == 9 and isinstance(put.content, Live)
    }
    assert {one.swings[name] for one in found.tornado.effects for name in one.swings if one.swings[name]} == swings
