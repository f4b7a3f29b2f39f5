"""The sheet of the heat map, by formula: how many stand at each likelihood and impact, detected or still open."""

from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.risk_names import STATES
from crm_planner.documents.wording import capital
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Figure, Live, quoted
from crm_planner.documents.workbook.looks import HEAD, HEAD_LEFT, NOTE, TEXT, TITLE, WRAPPED, Look
from crm_planner.documents.workbook.painting import painted
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.documents.workbook.words import head
from crm_planner.playbook.facts import FACTS
from crm_planner.playbook.risk_scales import HIGHEST
from crm_planner.risk.assessment import Assessment, State
from crm_planner.text import Message, mark

BANDS = {"low": "CFE8D1", "medium": "FBEAA8", "high": "F6BF96", "critical": "EA938B"}
_PALE = {"low": "EFF8F0", "medium": "FEF8E1", "high": "FCE9DD", "critical": "F9DEDB"}
"""The colours the heat map has elsewhere, and those of fields without a risk; every risk has its score as well."""

_TITLE, _LEVEL, _NAME, _FIRST = range(1, 5)
_LAST = _FIRST + HIGHEST - 1


class Register(NamedTuple):
    """The ranges in which the register has the likelihood, the impact and the state of each risk."""

    likelihood: str
    impact: str
    state: str


def heat_map_sheet(book: Book, assessment: Assessment, register: Register) -> None:
    """Add the sheet: a map of the risks that are detected, one of those nobody has assessed, and the facts."""
    sheet, rows = book.sheet(head(book.speech, mark("heat map"))), count(1)
    sheet.widths |= {_TITLE: 34, _LEVEL: 14, _NAME: 44} | dict.fromkeys(range(_FIRST, _FIRST + HIGHEST), 8.0)
    sheet.put(next(rows), _TITLE, head(book.speech, mark("heat map")), TITLE)
    said = mark("How many risks stand at each likelihood and impact; it follows the answers in the sheet of risks")
    sheet.across(next(rows), (_TITLE, _LAST), Message(said), WRAPPED)
    next(rows)
    _map(book, sheet, rows, assessment, register, (mark("detected risks"), State.DETECTED))
    next(rows)
    _map(book, sheet, rows, assessment, register, (mark("risks nobody has assessed"), State.OPEN))
    next(rows)
    _facts(book, sheet, rows)


def _facts(book: Book, sheet: Sheet, rows: Iterator[int]) -> None:
    """What brief and offers show by themselves, as they were sent."""
    speech, row = book.speech, next(rows)
    heads = ((_TITLE, mark("fact")), (_LEVEL, mark("it holds")), (_NAME, mark("what it means")))
    for column, wording in heads:
        sheet.put(row, column, head(speech, wording), HEAD if column == _LEVEL else HEAD_LEFT)
    sheet.across(row, (_NAME, _LAST), sheet.cells[row, _NAME].content, HEAD_LEFT)
    words = speech.translate(mark("yes")), speech.translate(mark("no"))
    holds = Look('"{}";;"{}"'.format(*words), align="center")
    for name in (*book.model.inputs, *book.model.cells):
        if name.startswith("fact/"):
            row, fact = next(rows), name.partition("/")[2]
            sheet.put(row, _TITLE, fact, TEXT)
            sheet.put(row, _LEVEL, Figure(name), holds)
            sheet.across(row, (_NAME, _LAST), capital(speech.translate(FACTS[fact])), WRAPPED)
    said = mark("Facts are those of the brief and its offers as sent: another brief may show others")
    sheet.across(next(rows), (_TITLE, _LAST), Message(said), NOTE)


def _map(
    book: Book,
    sheet: Sheet,
    rows: Iterator[int],
    assessment: Assessment,
    register: Register,
    of: tuple[str, State],
) -> None:
    """Likelihood upwards, impact to the right; a field has the full colour of its band once a risk stands in it."""
    row, scales, (wording, state) = next(rows), assessment.scales, of
    sheet.put(row, _TITLE, head(book.speech, wording), HEAD_LEFT)
    sheet.put(row, _LEVEL, head(book.speech, mark("likelihood")), HEAD)
    sheet.put(row, _NAME, head(book.speech, mark("impact, to the right")), HEAD)
    sheet.row(row, range(1, HIGHEST + 1), HEAD, first=_FIRST)
    word = quoted(book.speech.translate(STATES[state]))
    bands: dict[str, list[str]] = {}
    for likelihood in range(HIGHEST, 0, -1):
        row = next(rows)
        sheet.put(row, _LEVEL, likelihood, HEAD)
        sheet.put(row, _NAME, scales.likelihood[likelihood - 1].name, WRAPPED._replace(align="right"))
        for impact in range(1, HIGHEST + 1):
            here = [one for one in assessment.risks if one.state is state and one.now == (likelihood, impact)]
            text = f"COUNTIFS({register.likelihood},{likelihood},{register.impact},{impact},{register.state},{word})"
            band = scales.band(likelihood * impact)
            look = Look('0;-0;"·"', align="center", fill=_PALE[band])
            cell = sheet.put(row, _FIRST + impact - 1, _fixed(text, len(here)), look)
            bands.setdefault(band, []).append(cell)
    sheet.finish.append(partial(_banded, bands=bands))


def _fixed(text: str, value: int) -> Live:
    return Live(lambda _: text, value)


def _banded(made: Worksheet, bands: dict[str, list[str]]) -> None:
    for band, cells in bands.items():
        made.conditional_formatting.add(" ".join(cells), painted(f"{cells[0]}>0", BANDS[band]))
