"""Charts in words, for who cannot see them: what each shows and where its figures stand, as its alternative text."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from openpyxl.chart._chart import ChartBase
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.wording import Speech, capital
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.text import Message, mark

_FRAME = re.compile(rb'<cNvPr id="[0-9]+" name="[^"]*"')


def in_words(speech: Speech, shows: Message, cells: object) -> str:
    """The alternative text of a chart that `shows` what stands in `cells`."""
    where = speech.phrase(mark("The figures stand in {cells}"), cells=f"{cells}")
    return f"{capital(speech.say(shows))}. {where}"


def add_chart(made: Worksheet, sheet: Sheet, chart: ChartBase, place: str, words: str) -> None:
    """Put a chart onto a sheet, with its alternative text."""
    made.add_chart(chart, place)
    sheet.pictures.append(words)


def described(drawing: bytes, words: Iterable[str]) -> bytes:
    """A drawing as openpyxl writes it, each of its frames with its alternative text: openpyxl knows of none."""
    left = iter(words)
    return _FRAME.sub(lambda found: found[0] + f" descr={quoteattr(next(left))}".encode(), drawing)
