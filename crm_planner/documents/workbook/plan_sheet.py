"""The sheet of the plan: tasks with dates and people, and a bar for each over the weeks, drawn by conditional formats.

Dates are results of scheduling, not formulas: the sheet says on which day they were computed.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count, groupby
from typing import TYPE_CHECKING

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.plan.words import called, found_in_words, leeway, tenths, who
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.looks import (
    DATE,
    HEAD,
    HEAD_LEFT,
    NAMED,
    NOTE,
    NUMBER,
    SECTION,
    STRONG,
    WRAPPED,
    Look,
)
from crm_planner.documents.workbook.painting import painted
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.words import head
from crm_planner.text import Message, mark

if TYPE_CHECKING:
    from crm_planner.plan.implementation import Implementation, Stretch
    from crm_planner.plan.schedule import Planned

_TASK, _WHO, _START, _FINISH, _DAYS, _HOURS, _LEEWAY, _WEEKS = range(1, 9)
_MOST_WEEKS, _WEEK = 80, 7
_WORK, _CRITICAL, _PHASE, _GATE = "7FA7CF", "C55A11", "7F7F7F", "7030A0"
_DAY = DATE._replace(align="right")
_DAY_OF_MONTH = Look("dd", size=8, align="center")
_MONTH = HEAD._replace(size=8, wrap=False)


def plan_sheet(book: Book, told: Told) -> None:
    """Add the sheet, if there is a plan."""
    if told.plan is not None:
        _Sheet(book, told, told.plan).write()


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told, plan: "Implementation") -> None:
        self.plan, self.day, self.speech = plan, told.day, book.speech
        self.sheet: Sheet = book.sheet(head(book.speech, mark("plan")))
        self.rows = count(1)
        self.weeks = weeks_of(plan.schedule.start.day, plan.schedule.finish.day)
        self.kinds: dict[str, list[int]] = {}

    def write(self) -> None:
        sheet, plan = self.sheet, self.plan
        widths = (40, 26, 11.5, 11.5, 8, 8, 14)
        sheet.widths |= dict(enumerate(map(float, widths), start=_TASK))
        sheet.widths |= dict.fromkeys(range(_WEEKS, _WEEKS + len(self.weeks)), 2.9)
        self._across(Message(mark("Plan: {candidate}"), {"candidate": plan.called}), NAMED)
        said = mark("Dates were computed by scheduling on {day}: they are values, and do not follow the inputs")
        self._across(Message(said, {"day": self.day}))
        self._across(found_in_words(plan.schedule))
        whole = mark("From {start} to {finish}, {days} working days")
        values = {"start": plan.schedule.start.day, "finish": plan.schedule.finish.day}
        self._across(Message(whole, values | {"days": tenths(plan.schedule.days)}), STRONG)
        next(self.rows)
        self._heads()
        for stretch in plan.phases:
            self._phase(stretch)
            for one in stretch.tasks:
                self._task(one)
        legend = mark(
            "Bars: blue, work; orange, critical: a slip moves the end; purple, gates and milestones; grey, phases"
        )
        next(self.rows)
        self._across(Message(legend), NOTE)
        self._gates()
        sheet.finish.append(self._bars)

    def _across(self, content: Message, look: Look = WRAPPED) -> None:
        self.sheet.across(next(self.rows), (_TASK, _LEEWAY), content, look)

    def _heads(self) -> None:
        months, row = next(self.rows), next(self.rows)
        titles = (
            (_TASK, mark("task")),
            (_WHO, mark("who")),
            (_START, mark("start")),
            (_FINISH, mark("finish")),
            (_DAYS, mark("days")),
            (_HOURS, mark("hours")),
            (_LEEWAY, mark("leeway")),
        )
        for column, wording in titles:
            self.sheet.put(row, column, head(self.speech, wording), HEAD_LEFT if column <= _WHO else HEAD)
        column = _WEEKS
        for month, several in groupby(self.weeks, key=lambda day: f"{day:%Y-%m}"):
            last = column + len(list(several)) - 1
            self.sheet.across(months, (column, last), month if last > column else None, _MONTH)
            column = last + 1
        for column, week in enumerate(self.weeks, start=_WEEKS):
            self.sheet.put(row, column, week, _DAY_OF_MONTH._replace(bold=True, fill="D9E2EC", line="below"))
        self.sheet.frozen, self.sheet.repeated = f"B{row + 1}", (months, row)
        self.first = row + 1

    def _phase(self, stretch: "Stretch") -> None:
        row = next(self.rows)
        self.sheet.put(row, _TASK, stretch.phase.name, STRONG._replace(wrap=True))
        self.sheet.put(row, _START, stretch.start.day, _DAY._replace(bold=True))
        self.sheet.put(row, _FINISH, stretch.finish.day, _DAY._replace(bold=True))
        self.kinds.setdefault(_PHASE, []).append(row)

    def _task(self, one: "Planned") -> None:
        row, task = next(self.rows), one.task
        self.sheet.put(row, _TASK, called(task), WRAPPED._replace(indent=1))
        self.sheet.put(row, _WHO, self.speech.show(who(self.plan, task)), WRAPPED)
        self.sheet.put(row, _START, min(one.start.day, one.finish.day), _DAY)
        self.sheet.put(row, _FINISH, one.finish.day, _DAY)
        self.sheet.put(row, _DAYS, tenths(one.duration), NUMBER)
        self.sheet.put(row, _HOURS, tenths(task.hours()), NUMBER)
        self.sheet.put(row, _LEEWAY, leeway(one), WRAPPED._replace(indent=1))
        moment = task.gate or task.is_milestone
        self.kinds.setdefault(_GATE if moment else _CRITICAL if one.critical else _WORK, []).append(row)
        self.last = row

    def _gates(self) -> None:
        """Gates and milestones with their days."""
        shown = [one for one in self.plan.schedule.tasks if one.task.gate or one.task.is_milestone]
        if not shown:
            return
        next(self.rows)
        self.sheet.put(next(self.rows), _TASK, head(self.speech, mark("gates and milestones")), SECTION)
        for one in sorted(shown, key=lambda one: one.finish):
            row = next(self.rows)
            self.sheet.put(row, _TASK, called(one.task), WRAPPED)
            self.sheet.put(row, _WHO, one.task.deliverable, WRAPPED)
            self.sheet.put(row, _START, one.finish.day, _DAY)

    def _bars(self, made: Worksheet) -> None:
        """A week is painted from the first to the last day of a row, in the colour of its kind."""
        first, last = _WEEKS, _WEEKS + len(self.weeks) - 1
        length = (self.weeks[1] - self.weeks[0]).days if len(self.weeks) > 1 else _WEEK
        heads = self.first - 1
        for fill, rows in self.kinds.items():
            for top, bottom in _runs(rows):
                week, start, finish = f"H${heads}", f"$C{top}", f"$D{top}"
                inside = f"AND({start}<{week}+{length},{finish}>={week})"
                made.conditional_formatting.add(f"{address(top, first)}:{address(bottom, last)}", painted(inside, fill))


def weeks_of(start: date, finish: date) -> tuple[date, ...]:
    """The Mondays from the first day to the last; of long plans every second, or third."""
    monday = start - timedelta(days=start.weekday())
    weeks = (finish - monday).days // _WEEK + 1
    step = -(-weeks // _MOST_WEEKS)
    return tuple(monday + timedelta(days=_WEEK * number) for number in range(0, weeks, step))


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of rows that stand one under the other."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs
