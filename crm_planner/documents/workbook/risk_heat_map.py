"""The heat map of risks by formula: how many stand at each likelihood and impact, detected or still open."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.risk_names import STATES
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Live, quoted
from crm_planner.documents.workbook.looks import HEAD, HEAD_LEFT, SECTION, WRAPPED, Look
from crm_planner.documents.workbook.painting import painted
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.documents.workbook.words import head
from crm_planner.playbook.risk_scales import HIGHEST
from crm_planner.risk.assessment import Assessment, State
from crm_planner.text import mark

BANDS = {"low": "CFE8D1", "medium": "FBEAA8", "high": "F6BF96", "critical": "EA938B"}
_PALE = {"low": "EFF8F0", "medium": "FEF8E1", "high": "FCE9DD", "critical": "F9DEDB"}
"""The colours the heat map has elsewhere, and those of fields without a risk; every risk has its score as well."""

_TITLE, _LEVEL, _NAME, _FIRST = range(1, 5)


class Register(NamedTuple):
    """The ranges in which the register has the likelihood, the impact and the state of each risk."""

    likelihood: str
    impact: str
    state: str


def heat_maps(book: Book, sheet: Sheet, rows: Iterator[int], assessment: Assessment, register: Register) -> None:
    """Write both maps into the next `rows`; one counts the risks that are detected, one those nobody has assessed."""
    next(rows)
    sheet.put(next(rows), _TITLE, head(book.speech, mark("heat map")), SECTION)
    _map(book, sheet, rows, assessment, register, (mark("detected risks"), State.DETECTED))
    next(rows)
    _map(book, sheet, rows, assessment, register, (mark("risks nobody has assessed"), State.OPEN))


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
